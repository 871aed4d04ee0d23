/** Which POSM is at the spots that are sent in: said by the phone, or filled in for an older app. */
import { refuse } from '../../errors.ts'
import { usualTypeOf, type PosmCount } from '../../products/shared.ts'
import { posmMigration, type Catalogue } from '../../products/actions.ts'
import type { SubmissionContent } from '../contract/content.ts'
import type { StoredPosm, StoredSpot } from '../model.ts'
import { staysApproved } from '../rules/content.ts'
import { inReview } from '../rules/states.ts'
import { mayStillLack } from './older-apps.ts'

type SentSpot = SubmissionContent['spots'][number]

/** @throws Refusal `bad_input` for a visit that does not say it, when that is taken no more */
export async function mustSayPosm(
  id: string,
  { spots }: Pick<SubmissionContent, 'spots'>,
): Promise<void> {
  const silent = spots.flatMap(({ posm }, index) =>
    posm ? [] : [{ field: `spots.${index}.posm`, rule: 'must say which POSM is at the spot' }],
  )
  if (!silent.length || (await mayStillLack(posmMigration, { id, speaksOfIt: false }))) return
  refuse('bad_input', { fields: silent.slice(0, 50) })
}

/** What stands for a spot of which nothing is said: one POSM of the usual type, or as many as it has codes. */
export function usualPosm(
  { codes }: Pick<SentSpot, 'codes'>,
  product: string,
  { posmTypes }: Pick<Catalogue, 'posmTypes'>,
): PosmCount[] {
  const usual = usualTypeOf(product, posmTypes)
  return usual ? [{ type: usual._id, count: codes.length || 1 }] : []
}

/** What was at a spot that was sent in before; a visit of a release before says nothing of it. */
export function posmBefore(
  { posm, verdict, codes }: Pick<StoredSpot, 'posm' | 'verdict' | 'codes'>,
  usual: PosmCount[],
): StoredPosm[] {
  // it was decided with its spot
  return posm ?? usual.map((one) => (codes.length ? one : { ...one, verdict }))
}

const judged = (posm: readonly PosmCount[], isCounted: boolean): StoredPosm[] =>
  posm.map(({ type, count }) => ({ type, count, ...(isCounted ? {} : { verdict: inReview() }) }))

/** The POSM of a spot that is new. Codes are decided with their spot. */
export const newPosm = (spot: SentSpot, usual: PosmCount[]): StoredPosm[] =>
  judged(spot.posm ?? usual, spot.codes.length > 0)

/**
 * The POSM of a spot that was sent in before: what is approved and unchanged stays approved.
 * @param same the photos are the same, which prove it
 */
export function revisedPosm(
  spot: SentSpot,
  old: Pick<StoredSpot, 'posm' | 'verdict' | 'codes'>,
  { usual, same }: { usual: PosmCount[]; same: boolean },
): StoredPosm[] {
  const before = posmBefore(old, usual)
  const isCounted = spot.codes.length > 0
  // an older app leaves it as it was; codes are counted by the codes
  const left = isCounted ? before.map(({ type }) => ({ type, count: spot.codes.length })) : before
  return judged(spot.posm ?? left, isCounted).map((one) => {
    const was = before.find(({ type }) => type === one.type)
    const stays = same && was?.count === one.count
    return was?.verdict && staysApproved(was.verdict.status, stays)
      ? { ...one, verdict: was.verdict }
      : one
  })
}
