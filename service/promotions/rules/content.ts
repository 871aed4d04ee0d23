/** What a submission must be like beyond its shape, and what of it is the same as before. */
import { hash } from 'node:crypto'
import type { ItemStatus, SubmissionContent } from '../contract/content.ts'

/** Longest body of a visit: 200 spots with 5 photos and 50 codes each fit well. */
export const bodyLimit = '2mb'

interface Wrong {
  field: string
  rule: string
}

interface Lists {
  storeCategories: readonly { _id: string }[]
  spotKinds: readonly { _id: string }[]
}

const has = (list: readonly { _id: string }[], id: string) => list.some(({ _id }) => _id === id)

function repeats(values: readonly string[], path: string): Wrong[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ field: `${path}.${index}`, rule: 'is there already' }] : [],
  )
}

/**
 * Everything that is wrong, field by field; empty when nothing is.
 * @param bindsCodes the product is one whose codes are scanned (requirements B4, B5)
 */
export function wrongContent(
  { store, spots }: SubmissionContent,
  { storeCategories, spotKinds }: Lists,
  bindsCodes: boolean,
): Wrong[] {
  const wrong: Wrong[] = []
  if (!has(storeCategories, store.category)) {
    wrong.push({ field: 'store.category', rule: 'is not on the list of categories' })
  }
  wrong.push(...repeats(store.photos, 'store.photos'))

  const ids = new Set<string>()
  const codes = new Set<string>()
  spots.forEach((spot, index) => {
    const path = `spots.${index}`
    if (ids.has(spot.id)) wrong.push({ field: `${path}.id`, rule: 'is there already' })
    ids.add(spot.id)
    if (!has(spotKinds, spot.kind)) {
      wrong.push({ field: `${path}.kind`, rule: 'is not on the list of kinds of spots' })
    }
    wrong.push(...repeats(spot.photos, `${path}.photos`))
    if (bindsCodes && !spot.codes.length) {
      wrong.push({ field: `${path}.codes`, rule: 'needs at least one Marketing Code' })
    }
    if (!bindsCodes && spot.codes.length) {
      wrong.push({ field: `${path}.codes`, rule: 'must be empty: this product carries no codes' })
    }
    spot.codes.forEach((code, at) => {
      if (codes.has(code)) wrong.push({ field: `${path}.codes.${at}`, rule: 'is there already' })
      codes.add(code)
    })
  })
  return wrong
}

/** Of validated content, whose fields stand in the order of the contract. */
export function hashOf(content: unknown): string {
  return hash('sha256', JSON.stringify(content), 'base64url')
}

export function photosOf({ store, spots }: SubmissionContent): string[] {
  return [...store.photos, ...spots.flatMap((spot) => spot.photos)]
}

export function codesOf({ spots }: Pick<SubmissionContent, 'spots'>): string[] {
  return spots.flatMap((spot) => spot.codes)
}

/** Photos by id, whether they are ids or what is known of them. */
const ids = (photos: readonly (string | { id: string })[]) =>
  photos.map((photo) => (typeof photo === 'string' ? photo : photo.id))

interface StoreLike {
  name: string
  category: string
  address: string
  place: { latitude: number; longitude: number; accuracy: number } | null
  photos: readonly (string | { id: string })[]
}

export function sameStore(one: StoreLike, other: StoreLike): boolean {
  const key = ({ name, category, address, place, photos }: StoreLike) =>
    JSON.stringify([
      name,
      category,
      address,
      place && [place.latitude, place.longitude, place.accuracy],
      ids(photos),
    ])
  return key(one) === key(other)
}

interface SpotLike {
  kind: string
  note: string
  photos: readonly (string | { id: string })[]
  codes: readonly string[]
}

/** Codes in another order are the same codes. */
export function sameSpot(one: SpotLike, other: SpotLike): boolean {
  const key = ({ kind, note, photos, codes }: SpotLike) =>
    JSON.stringify([kind, note, ids(photos), codes.toSorted()])
  return key(one) === key(other)
}

/** Photos prove what is at a spot. */
export const samePhotos = (one: Pick<SpotLike, 'photos'>, other: Pick<SpotLike, 'photos'>) =>
  JSON.stringify(ids(one.photos)) === JSON.stringify(ids(other.photos))

interface PosmLike {
  type: string
  verdict?: unknown
}

/** The form of its codes is decided with the spot; POSM that has a verdict is decided by itself. */
export function sameForm(one: readonly PosmLike[], other: readonly PosmLike[]): boolean {
  const forms = (posm: readonly PosmLike[]) =>
    posm.flatMap(({ type, verdict }) => (verdict ? [] : [type]))
  return JSON.stringify(forms(one)) === JSON.stringify(forms(other))
}

/** An item that is approved and unchanged stays approved; everything else is looked at again (requirements B7). */
export function staysApproved(before: ItemStatus | undefined, same: boolean): boolean {
  return before === 'approved' && same
}
