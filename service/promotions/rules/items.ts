/** Items of a submission, each decided by itself: the store, its spots, and the Primary POSM at each spot. */
import type { ItemStatus } from '../contract/content.ts'
import { statusOf } from './states.ts'

/** Id of the store among the items of a submission. */
export const storeItemId = 'store'

/** Id of the POSM of a type at a spot. */
export const posmItemId = (spot: string, type: string) => `${spot}:${type}`

interface Items<Verdict> {
  store: { verdict: Verdict }
  spots: readonly {
    id: string
    verdict: Verdict
    /** Codes are decided with their spot, so theirs has no verdict; visits of a release before have no POSM. */
    posm?: readonly { type: string; verdict?: Verdict }[]
  }[]
}

/** The verdict on each item, by its id: the store first, then each spot with its POSM. */
export function verdictsOf<Verdict>({ store, spots }: Items<Verdict>): Map<string, Verdict> {
  return new Map([
    [storeItemId, store.verdict],
    ...spots.flatMap(({ id, verdict, posm = [] }) => [
      [id, verdict] as const,
      ...posm.flatMap((one) =>
        one.verdict === undefined ? [] : [[posmItemId(id, one.type), one.verdict] as const],
      ),
    ]),
  ])
}

/** State of a submission by that of its items. */
export const statusOfItems = (items: Items<{ status: ItemStatus }>): ItemStatus =>
  statusOf([...verdictsOf(items).values()].map(({ status }) => status))

/** The same items with other verdicts. */
export function withVerdicts<Verdict, All extends Items<Verdict>>(
  { store, spots }: All,
  change: (item: string, verdict: Verdict) => Verdict,
): Pick<All, 'store' | 'spots'> {
  return {
    store: { ...store, verdict: change(storeItemId, store.verdict) },
    spots: spots.map((spot) => ({
      ...spot,
      verdict: change(spot.id, spot.verdict),
      ...(spot.posm && {
        posm: spot.posm.map((one) =>
          one.verdict === undefined
            ? one
            : { ...one, verdict: change(posmItemId(spot.id, one.type), one.verdict) },
        ),
      }),
    })),
  } as Pick<All, 'store' | 'spots'>
}

/** Verdicts of the spots as an update sets them, one by one. */
export function verdictFields<Verdict>({ store, spots }: Items<Verdict>): Record<string, Verdict> {
  const fields = spots.flatMap(({ verdict, posm = [] }, index) => [
    [`spots.${index}.verdict`, verdict] as const,
    ...posm.flatMap((one, at) =>
      one.verdict === undefined
        ? []
        : [[`spots.${index}.posm.${at}.verdict`, one.verdict] as const],
    ),
  ])
  return { 'store.verdict': store.verdict, ...Object.fromEntries(fields) }
}
