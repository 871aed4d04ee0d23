/** Which POSM is at the spots of a visit: what is usual, what is sent, and what is too many. */
import type { AnswerOf } from '../../../service/http/contract.ts'
import type { listProducts } from '../../../service/products/contract.ts'
import {
  tooMany,
  typesOf,
  usualTypeOf,
  type PosmCount,
  type TooMany,
} from '../../../service/products/shared.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import type { DraftContent } from '../../../service/drafts/contract.ts'

type Spot = DraftContent['spots'][number]

/** What a product asks of the spots, and what was sent before. */
export interface SpotRules {
  bindsCodes: boolean
  /** A phone that has been offline since the release before knows none: the service fills in what is usual. */
  lists: Partial<Pick<AnswerOf<typeof listProducts>, 'posmTypes' | 'posmLimits'>>
  before?: Submission | undefined
}

/** The types that a spot of this product may have. */
export const typesFor = (product: string, { posmTypes = [] }: SpotRules['lists']) =>
  typesOf(product, posmTypes)

/** What is at a spot as it is sent: codes are counted by the codes. */
export function posmToSend({ posm, codes }: Pick<Spot, 'posm' | 'codes'>): PosmCount[] | undefined {
  const [form] = posm ?? []
  if (!form) return undefined
  return codes.length ? [{ type: form.type, count: codes.length }] : posm
}

/**
 * Content in which spots have the usual POSM where no choice is needed: the form of codes, and what stands for a spot
 * that was sent in by an older app.
 * @returns undefined when nothing is to be filled in
 */
export function withUsualPosm(content: DraftContent, rules: SpotRules): DraftContent | undefined {
  const { bindsCodes, lists, before } = rules
  const usual = usualTypeOf(content.product, lists.posmTypes ?? [])
  if (!usual) return undefined
  const isUsual = ({ id, posm }: Spot) =>
    !posm && (bindsCodes || before?.spots.some((spot) => spot.id === id))
  if (!content.spots.some(isUsual)) return undefined
  const posm = [{ type: usual.id, count: 1 }]
  return {
    ...content,
    spots: content.spots.map((spot) => (isUsual(spot) ? { ...spot, posm } : spot)),
  }
}

/** Where more is put up than the limits allow; what was sent before may stay. */
export function tooManyIn(
  { product, store, spots }: Pick<DraftContent, 'product' | 'store' | 'spots'>,
  { lists, before }: SpotRules,
): TooMany[] {
  const limits = { limits: lists.posmLimits ?? [], product, category: store.category }
  const sent = spots.map((spot) => ({ id: spot.id, posm: posmToSend(spot) }))
  return tooMany(sent, limits, before?.spots)
}
