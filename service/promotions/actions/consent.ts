/** The store has agreed to the material (requirements B12): the service demands it of whatever is sent in. */
import { clock } from '../../clock.ts'
import { Migrations } from '../../database/migrations.ts'
import { refuse } from '../../errors.ts'
import type { Submission } from '../contract/submission.ts'
import type { SubmissionContent } from '../contract/content.ts'
import { consentMigration, mayLackConsent } from '../rules/consent.ts'

/** When this database began to demand it. */
async function demandedSince(): Promise<Date | undefined> {
  const row = await Migrations.findById(consentMigration).select({ startedAt: 1 }).lean()
  return row?.startedAt
}

/** @throws Refusal `store_not_agreed` */
export async function consentOf(
  id: string,
  { supplement: { storeAgreed } }: Pick<SubmissionContent, 'supplement'>,
): Promise<Submission['consent']> {
  if (storeAgreed) return 'given'
  const since = await demandedSince()
  if (since && mayLackConsent({ id, storeAgreed }, since, clock.now())) return 'older_app'
  refuse('store_not_agreed', { field: 'supplement.storeAgreed' })
}

/** What an older app left out was not given. */
export const withConsent = (supplement: SubmissionContent['supplement']) => ({
  ...supplement,
  storeAgreed: supplement.storeAgreed ?? false,
})
