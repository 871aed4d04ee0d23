/** Which earlier uses of the same picture count as re-use. */

interface Use {
  of: string
  item: string
  at: Date
  fingerprints: readonly string[]
}

/** Where a photo stands now. */
export interface Standing {
  photo: string
  of: string
  item: string
  /** When it was sent in. */
  at: Date
  fingerprints: readonly string[]
}

const looksSame = (one: Use, { fingerprints }: Standing) =>
  one.fingerprints.some((print) => fingerprints.includes(print))

/** The same spot again is none: a second try, or a new revision of the visit. */
const isHere = (use: Use, { of, item }: Standing) => use.of === of && use.item === item

/**
 * Earlier uses of what this photo shows, oldest first. In other visits all that were ever sent in count; in its own
 * only what stands there now, for a revision may move a photo to another spot.
 * @param used rows of the same fingerprints
 * @param beside what stands in the same visit or task now, in its order
 */
export function reuseOf<U extends Use>(
  here: Standing,
  used: readonly U[],
  beside: readonly Standing[],
): { elsewhere: U[]; sameVisit: Standing[] } {
  const same = used.filter((use) => looksSame(use, here))
  const own = same.filter((use) => isHere(use, here)).map(({ at }) => at.getTime())
  const since = Math.min(here.at.getTime(), ...own)
  const elsewhere = same
    .filter(({ of, at }) => of !== here.of && at.getTime() <= since)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const before = beside.slice(
    0,
    beside.findIndex(({ item, photo }) => item === here.item && photo === here.photo),
  )
  const sameVisit = before.filter(
    ({ item, fingerprints }) =>
      item !== here.item && fingerprints.some((print) => here.fingerprints.includes(print)),
  )
  return { elsewhere, sameVisit }
}
