/** What is still missing before a visit can be sent in; each line leads to where it is mended. */
import type { DraftContent } from '../../../service/drafts/contract.ts'
import type { PhotoOnPhone } from '../../drafts/shapes.ts'
import { tooManyIn, typesFor, type SpotRules } from './posm.ts'
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
  | 'spot_posm'
  | 'posm_too_many'
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

type Filled = Pick<Visit, 'content' | 'codes'>
type Photos = ReadonlyMap<string, PhotoOnPhone>

const isRefused = (ids: string[], photos: Photos) =>
  ids.some((id) => photos.get(id)?.state === 'failed')

function missingAtSpot(
  spot: Spot,
  { content, codes }: Filled,
  rules: SpotRules,
  photos: Photos,
): MissingLine[] {
  const { bindsCodes, lists } = rules
  const index = content.spots.findIndex(({ id }) => id === spot.id)
  const number = index + 1
  const at = (what: Missing): MissingLine => ({
    what,
    step: 'spots',
    spot: { id: spot.id, number },
  })
  const unusable = spot.codes.some((code) => codes[code] === 'taken' || codes[code] === 'unknown')
  return [
    !spot.kind && at('spot_kind'),
    !spot.photos.length && at('spot_photo'),
    isRefused(spot.photos, photos) && at('photo_refused'),
    bindsCodes && !spot.codes.length && at('spot_codes'),
    unusable && at('code_unusable'),
    !spot.posm?.length && typesFor(content.product, lists).length > 0 && at('spot_posm'),
    tooManyIn(content, rules).some((one) => one.spot === index) && at('posm_too_many'),
  ].filter((line) => line !== false)
}

/** @param rules what the product asks of its spots: scanned codes, POSM (requirements B4, B5) */
export function missingItems(visit: Filled, rules: SpotRules, photos: Photos): MissingLine[] {
  const { store, spots, supplement } = visit.content
  const lines: (MissingLine | false)[] = [
    !store.name.trim() && { what: 'store_name', step: 'store' },
    !store.category && { what: 'store_category', step: 'store' },
    !store.address.trim() && { what: 'store_address', step: 'address' },
    !store.photos.length && { what: 'store_photo', step: 'storefront' },
    isRefused(store.photos, photos) && { what: 'photo_refused', step: 'storefront' },
    !spots.length && { what: 'no_spots', step: 'spots' },
    ...spots.flatMap((spot) => missingAtSpot(spot, visit, rules, photos)),
    !supplement.storeAgreed && { what: 'store_agreed', step: 'supplement' },
  ]
  return lines.filter((line) => line !== false)
}

/** Whether a spot needs nothing more. */
export const isWhole = (spot: Spot, visit: Filled, rules: SpotRules, photos: Photos): boolean =>
  !missingAtSpot(spot, visit, rules, photos).length
