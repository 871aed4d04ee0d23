/** The store has agreed to the material (requirements B12): the service demands it of whatever is sent in. */
import { refuse } from '../../errors.ts'
import type { Submission } from '../contract/submission.ts'
import type { SubmissionContent } from '../contract/content.ts'
import { consentMigration } from '../rules/older-apps.ts'
import { mayStillLack } from './older-apps.ts'

/** @throws Refusal `store_not_agreed` */
export async function consentOf(
  id: string,
  { supplement: { storeAgreed } }: Pick<SubmissionContent, 'supplement'>,
): Promise<Submission['consent']> {
  if (storeAgreed) return 'given'
  const speaksOfIt = storeAgreed !== undefined
  if (await mayStillLack(consentMigration, { id, speaksOfIt })) return 'older_app'
  refuse('store_not_agreed', { field: 'supplement.storeAgreed' })
}

/** What an older app left out was not given. */
export const withConsent = (supplement: SubmissionContent['supplement']) => ({
  ...supplement,
  storeAgreed: supplement.storeAgreed ?? false,
})
