/** Which POSM a product has, and how many of them are too many: the phone says it at once, the service refuses it. */

/** POSMs of one type at a spot. */
export interface PosmCount {
  type: string
  count: number
}

interface TypeOfPosm {
  products: readonly string[]
  defaultOf: readonly string[]
}

/** The types that a product comes in, in the order of the list. */
export function typesOf<Type extends Pick<TypeOfPosm, 'products'>>(
  product: string,
  types: readonly Type[],
): Type[] {
  return types.filter(({ products }) => products.includes(product))
}

/** The type that a product usually comes in; undefined when the list has none for it. */
export function usualTypeOf<Type extends TypeOfPosm>(
  product: string,
  types: readonly Type[],
): Type | undefined {
  const its = typesOf(product, types)
  return its.find(({ defaultOf }) => defaultOf.includes(product)) ?? its[0]
}

/** Of a type or category, or of each of them (`*`). */
interface Limit {
  product: string
  type: string
  category: string
  perSpot: number
  perStore: number
}

export interface Limits<L extends Limit = Limit> {
  limits: readonly L[]
  product: string
  /** Of the store. */
  category: string
}

/** The limit that holds for a type: one for this very type before one for any, then one for this very category. */
export function limitFor<L extends Limit>(
  type: string,
  { limits, product, category }: Limits<L>,
): L | undefined {
  const fits = limits.filter(
    (limit) =>
      limit.product === product &&
      [type, '*'].includes(limit.type) &&
      [category, '*'].includes(limit.category),
  )
  const weight = (limit: Limit) => (limit.type === '*' ? 0 : 2) + (limit.category === '*' ? 0 : 1)
  return fits.reduce<L | undefined>(
    (best, limit) => (best && weight(best) >= weight(limit) ? best : limit),
    undefined,
  )
}

export interface TooMany {
  /** Place of the spot in the list, from 0. */
  spot: number
  /** Place of the type at the spot, from 0. */
  at: number
  type: string
  /** At most so many, at this spot or in the whole store. */
  most: number
  per: 'spot' | 'store'
}

interface AtSpot {
  id: string
  posm?: readonly PosmCount[] | undefined
}

const totalOf = (type: string, spots: readonly AtSpot[]) =>
  spots
    .flatMap(({ posm = [] }) => posm)
    .reduce((sum, one) => (one.type === type ? sum + one.count : sum), 0)

/**
 * Where more is put up than the limits allow. What was sent before, under other limits, may stay: only what is more than
 * before is too many.
 * @param before the spots as they were sent before
 */
export function tooMany(
  spots: readonly AtSpot[],
  limits: Limits,
  before: readonly AtSpot[] = [],
): TooMany[] {
  const found: TooMany[] = []
  const soFar = new Map<string, number>()
  spots.forEach(({ id, posm = [] }, spot) => {
    const old = before.filter((one) => one.id === id)
    posm.forEach(({ type, count }, at) => {
      const limit = limitFor(type, limits)
      if (!limit) return
      const { perSpot, perStore } = limit
      const total = (soFar.get(type) ?? 0) + count
      soFar.set(type, total)
      if (count > Math.max(perSpot, totalOf(type, old))) {
        found.push({ spot, at, type, most: perSpot, per: 'spot' })
      } else if (total > Math.max(perStore, totalOf(type, before))) {
        found.push({ spot, at, type, most: perStore, per: 'store' })
      }
    })
  })
  return found
}
