/** Records where photos are used, and finds where the same picture was used before. */
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { reaches, type Scope } from '../../http/scope.ts'
import { Photos, type StoredPhoto } from '../model.ts'
import { shortPrint } from '../rules/prints.ts'
import { maxUses, type EarlierUses, type OwnUse } from '../contract.ts'
import { PhotoUses, type StoredUse } from './model.ts'
import { reuseOf, type Standing } from './rules.ts'

/** Rows that are looked at for one answer. */
const maxRows = 500

/** One visit or task that uses photos. */
export interface Work extends Pick<
  StoredUse,
  'iso' | 'staff' | 'kind' | 'of' | 'storeName' | 'at'
> {
  items: readonly { item: string; photos: readonly string[] }[]
}

type Printed = Pick<StoredPhoto, '_id' | 'sha256' | 'fingerprints'>

/** All of a photo; one of an earlier release has only that of its bytes. */
export function printsOf({ sha256, fingerprints = [] }: Omit<Printed, '_id'>): string[] {
  return [...new Set([shortPrint(sha256), ...fingerprints])]
}

/** Fingerprints of photos by id. */
export type Prints = ReadonlyMap<string, string[]>

async function printsById(works: readonly Pick<Work, 'iso' | 'items'>[]): Promise<Prints> {
  const ids = new Set(works.flatMap(({ items }) => items.flatMap(({ photos }) => photos)))
  if (!ids.size) return new Map<string, string[]>()
  const isos = [...new Set(works.map(({ iso }) => iso))]
  const photos = await Photos.find(
    { _id: { $in: [...ids] }, iso: isos.length === 1 ? isos[0] : { $in: isos } },
    { sha256: 1, fingerprints: 1 },
  ).lean<Printed[]>()
  return new Map(photos.map((photo) => [photo._id, printsOf(photo)]))
}

/** The first use of each visit or task: at how many of its spots the picture stood there tells nothing more. */
const oneOfEach = (uses: readonly StoredUse[]) =>
  uses.filter(({ of }, index) => uses.findIndex((use) => use.of === of) === index)

function standingsOf({ of, at, items }: Work, prints: Prints): Standing[] {
  return items.flatMap(({ item, photos }) =>
    photos.map((photo) => ({ photo, of, item, at, fingerprints: prints.get(photo) ?? [] })),
  )
}

/**
 * Records uses; those that are recorded already stay as they are.
 * @returns the fingerprints of these photos, for `countReused`
 */
export async function recordUses(works: readonly Work[]): Promise<Prints> {
  const prints = await printsById(works)
  const rows = works.flatMap((work) => {
    const { iso, staff, kind, of, storeName } = work
    return standingsOf(work, prints).map(({ item, photo, at, fingerprints }): StoredUse => ({
      _id: `${of}:${item}:${photo}`,
      ...{ iso, staff, kind, of, item, photo, storeName, at },
      fingerprints: [...fingerprints],
    }))
  })
  if (!rows.length) return prints
  try {
    await PhotoUses.insertMany(rows, { lean: true, ordered: false })
  } catch (error) {
    // each of the others was inserted
    if (!isDuplicateKey(error)) throw error
  }
  return prints
}

function withPrints(prints: Iterable<string>, most = maxRows): Promise<StoredUse[]> {
  const wanted = [...new Set(prints)]
  if (!wanted.length) return Promise.resolve([])
  return PhotoUses.find({ fingerprints: { $in: wanted } })
    .sort({ at: 1 })
    .limit(most)
    .lean()
}

/** The photos of a visit or task that were used before, and where. */
async function reusedIn(work: Work, prints: Prints) {
  const beside = standingsOf(work, prints)
  const used = await withPrints(beside.flatMap(({ fingerprints }) => fingerprints))
  return beside.flatMap((here) => {
    const { elsewhere, sameVisit } = reuseOf(here, used, beside)
    return elsewhere.length || sameVisit.length ? [{ here, elsewhere, sameVisit }] : []
  })
}

/**
 * Where the photos of a visit or task were used before, by photo; uses outside the scope are left out.
 * @param namesOf names of ISOs by id
 */
export async function earlierUsesOf(
  scope: Scope,
  work: Work,
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<EarlierUses> {
  const reused = await reusedIn(work, await printsById([work]))
  const found = reused
    .map((one) => ({
      ...one,
      elsewhere: one.elsewhere.filter(({ iso }) => reaches(scope, { iso })),
    }))
    .filter(({ elsewhere, sameVisit }) => elsewhere.length || sameVisit.length)
  if (!found.length) return {}
  const names = await namesOf([
    work.iso,
    ...found.flatMap(({ elsewhere }) => elsewhere.map(({ iso }) => iso)),
  ])
  const isoOf = (id: string) => ({ id, name: names.get(id) ?? '' })
  const { kind, of, storeName } = work
  return Object.fromEntries(
    found.map(({ here, elsewhere, sameVisit }) => [
      here.photo,
      [
        ...sameVisit.map(({ item, at }) => ({
          ...{ kind, of, item, sameVisit: true, storeName },
          iso: isoOf(work.iso),
          at: at.toISOString(),
        })),
        ...oneOfEach(elsewhere).map((use) => ({
          ...{ kind: use.kind, of: use.of, item: use.item, storeName: use.storeName },
          sameVisit: false,
          iso: isoOf(use.iso),
          at: use.at.toISOString(),
        })),
      ].slice(0, maxUses),
    ]),
  )
}

/**
 * How many photos of a visit or task were used before.
 * @param prints their fingerprints, if they have been read already
 */
export async function countReused(work: Work, prints?: Prints): Promise<number> {
  const found = await reusedIn(work, prints ?? (await printsById([work])))
  return new Set(found.map(({ here }) => here.photo)).size
}

/** What the sender of a photo is told of its earlier uses; names of stores only of their own work. */
export async function ownUsesOf(photo: StoredPhoto, me: AssociatedStaff): Promise<OwnUse[]> {
  // no more than is shown: a picture that was sent thousands of times must not make each upload slow
  const used = await withPrints(printsOf(photo), maxUses)
  return used.map(({ iso, staff, kind, of, item, storeName, at }) => {
    const isMine = iso === me.iso.id && staff === me.id
    const by = isMine ? 'me' : iso === me.iso.id ? 'colleague' : 'others'
    return isMine
      ? { kind, by, of, item, storeName, at: at.toISOString() }
      : { kind, by, of: null, item: null, storeName: null, at: null }
  })
}
