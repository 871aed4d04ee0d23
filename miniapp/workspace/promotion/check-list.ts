/** What is still missing before a visit can be sent in; each line leads to where it is mended. */
import type { DraftContent } from '../../../service/drafts/contract.ts'
import type { PhotoOnPhone } from '../../drafts/shapes.ts'
import type { Step, Visit } from './visit.ts'

export type Missing =
  | 'store_name'
  | 'store_category'
  | 'store_address'
  | 'store_photo'
  | 'no_spots'
  | 'spot_kind'
  | 'spot_photo'
  | 'spot_codes'
  | 'code_unusable'
  | 'photo_refused'
  | 'store_agreed'

export interface MissingLine {
  what: Missing
  step: Step
  /** Which spot, and which one it is, counted from 1. */
  spot?: { id: string; number: number }
}

type Spot = DraftContent['spots'][number]

function missingAtSpot(
  spot: Spot,
  number: number,
  bindsCodes: boolean,
  { codes }: Pick<Visit, 'codes'>,
  refused: (ids: string[]) => boolean,
): MissingLine[] {
  const at = (what: Missing): MissingLine => ({
    what,
    step: 'spots',
    spot: { id: spot.id, number },
  })
  const unusable = spot.codes.some((code) => codes[code] === 'taken' || codes[code] === 'unknown')
  return [
    !spot.kind && at('spot_kind'),
    !spot.photos.length && at('spot_photo'),
    refused(spot.photos) && at('photo_refused'),
    bindsCodes && !spot.codes.length && at('spot_codes'),
    unusable && at('code_unusable'),
  ].filter((line) => line !== false)
}

/** @param bindsCodes each spot of this product needs a scanned Marketing Code (requirements B4, B5) */
export function missingItems(
  visit: Pick<Visit, 'content' | 'codes'>,
  bindsCodes: boolean,
  photos: ReadonlyMap<string, PhotoOnPhone>,
): MissingLine[] {
  const { store, spots, supplement } = visit.content
  const refused = (ids: string[]) => ids.some((id) => photos.get(id)?.state === 'failed')
  const lines: (MissingLine | false)[] = [
    !store.name.trim() && { what: 'store_name', step: 'store' },
    !store.category && { what: 'store_category', step: 'store' },
    !store.address.trim() && { what: 'store_address', step: 'address' },
    !store.photos.length && { what: 'store_photo', step: 'storefront' },
    refused(store.photos) && { what: 'photo_refused', step: 'storefront' },
    !spots.length && { what: 'no_spots', step: 'spots' },
    ...spots.flatMap((spot, index) => missingAtSpot(spot, index + 1, bindsCodes, visit, refused)),
    !supplement.storeAgreed && { what: 'store_agreed', step: 'supplement' },
  ]
  return lines.filter((line) => line !== false)
}

/** Whether a spot needs nothing more. */
export function isWhole(
  spot: Spot,
  bindsCodes: boolean,
  visit: Pick<Visit, 'codes'>,
  photos: ReadonlyMap<string, PhotoOnPhone>,
): boolean {
  const refused = (ids: string[]) => ids.some((id) => photos.get(id)?.state === 'failed')
  return !missingAtSpot(spot, 1, bindsCodes, visit, refused).length
}
