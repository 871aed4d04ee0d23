/** What a revision changed since the one before it, so that a reviewer reads only what is new. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'

type Spot = Submission['spots'][number]

/** `before` of every field that differs; a field that is not here is as it was. */
export interface ItemChanges {
  /** The spot was not there before. */
  added: boolean
  fields: Record<string, string>
  /** Ids of photos that were not there before. */
  newPhotos: string[]
  /** How many earlier photos are gone. */
  droppedPhotos: number
  newCodes: string[]
  droppedCodes: string[]
}

export interface RevisionChanges {
  byItem: Record<string, ItemChanges>
  supplement: Record<string, string>
  /** Spots of the earlier revision that are gone. */
  droppedSpots: { id: string; number: number }[]
  any: boolean
}

const none: ItemChanges = {
  added: false,
  fields: {},
  newPhotos: [],
  droppedPhotos: 0,
  newCodes: [],
  droppedCodes: [],
}

export function changesSince(before: Submission, now: Submission): RevisionChanges {
  const byItem: Record<string, ItemChanges> = {
    store: itemChanges(before.store, now.store, ['name', 'category', 'address']),
  }
  const store = byItem['store']
  if (store && !samePlace(before.store.place, now.store.place)) store.fields['place'] = ''
  for (const spot of now.spots) {
    const earlier = before.spots.find(({ id }) => id === spot.id)
    byItem[spot.id] = earlier
      ? spotChanges(earlier, spot)
      : { ...none, added: true, newPhotos: spot.photos.map(({ id }) => id), newCodes: spot.codes }
    for (const { type, count, verdict } of spot.posm ?? []) {
      // of what is decided with its spot, as in a release before, the spot tells
      if (!verdict || (earlier && !earlier.posm)) continue
      const was = earlier?.posm?.find((one) => one.type === type)
      const fields: Record<string, string> =
        was && was.count !== count ? { count: String(was.count) } : {}
      byItem[`${spot.id}:${type}`] = { ...none, added: !was, fields }
    }
  }
  const supplement = fieldChanges(before.supplement, now.supplement, [
    'contactName',
    'contactPhone',
    'openingHours',
    'note',
    'storeAgreed',
  ])
  const droppedSpots = before.spots
    .map(({ id }, index) => ({ id, number: index + 1 }))
    .filter(({ id }) => !now.spots.some((spot) => spot.id === id))
  const any =
    droppedSpots.length > 0 ||
    Object.keys(supplement).length > 0 ||
    Object.values(byItem).some(differs)
  return { byItem, supplement, droppedSpots, any }
}

export function differs(item: ItemChanges): boolean {
  return (
    item.added ||
    Object.keys(item.fields).length > 0 ||
    item.newPhotos.length + item.droppedPhotos + item.newCodes.length + item.droppedCodes.length > 0
  )
}

function spotChanges(before: Spot, now: Spot): ItemChanges {
  const same = itemChanges(before, now, ['kind', 'note'])
  const types = ({ posm = [] }: Spot) => posm.map(({ type }) => type).join(' ')
  if (before.posm && types(before) !== types(now)) same.fields['posm'] = types(before)
  return {
    ...same,
    newCodes: now.codes.filter((code) => !before.codes.includes(code)),
    droppedCodes: before.codes.filter((code) => !now.codes.includes(code)),
  }
}

/** The types that the field `posm` of changes names. */
export const typesIn = (field: string) => field.split(' ').filter(Boolean)

function itemChanges<T extends { photos: { id: string }[] }>(
  before: T,
  now: T,
  names: (keyof T & string)[],
): ItemChanges {
  const had = new Set(before.photos.map(({ id }) => id))
  const has = new Set(now.photos.map(({ id }) => id))
  return {
    ...none,
    fields: fieldChanges(before, now, names),
    newPhotos: [...has].filter((id) => !had.has(id)),
    droppedPhotos: [...had].filter((id) => !has.has(id)).length,
  }
}

function fieldChanges<T extends object>(
  before: T,
  now: T,
  names: (keyof T & string)[],
): Record<string, string> {
  return Object.fromEntries(
    names
      .filter((name) => before[name] !== now[name])
      .map((name) => [name, String(before[name] ?? '')]),
  )
}

type Place = Submission['store']['place']

function samePlace(one: Place, other: Place): boolean {
  return one?.latitude === other?.latitude && one?.longitude === other?.longitude
}
