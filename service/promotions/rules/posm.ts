/** What the POSM of the spots must be like. */
import { tooMany, typesOf, type Limits, type PosmCount } from '../../products/shared.ts'

interface Wrong {
  field: string
  rule: string
}

interface SentSpot {
  id: string
  codes: readonly string[]
  /** Left out by an older app. */
  posm?: readonly PosmCount[] | undefined
}

interface Around extends Limits {
  types: readonly { _id: string; names: { en: string }; products: string[] }[]
  categoryName: string
  bindsCodes: boolean
  /** The spots as they were sent before; what stood then may stay. */
  before: readonly SentSpot[]
}

function wrongAtSpot(
  { id, codes, posm = [] }: SentSpot,
  path: string,
  { types, product, bindsCodes, before }: Around,
): Wrong[] {
  const old = before.find((one) => one.id === id)?.posm ?? []
  const known = new Set([...typesOf(product, types).map(({ _id }) => _id), ...old.map(typeOf)])
  const wrong = posm.flatMap(({ type }, at): Wrong[] => {
    const field = `${path}.${at}.type`
    if (!known.has(type)) return [{ field, rule: 'is not a type of POSM of this product' }]
    return posm.findIndex((one) => one.type === type) < at
      ? [{ field, rule: 'is there already' }]
      : []
  })
  if (!bindsCodes || !posm.length) return wrong
  if (posm.length > 1) wrong.push({ field: path, rule: 'must be one type: that of the codes' })
  else if (posm[0]?.count !== codes.length) {
    wrong.push({ field: `${path}.0.count`, rule: `must be ${codes.length}: one for each code` })
  }
  return wrong
}

const typeOf = ({ type }: PosmCount) => type

/** Everything that is wrong with the POSM of the spots, field by field; empty when nothing is. */
export function wrongPosm(spots: readonly SentSpot[], around: Around): Wrong[] {
  const nameOf = (type: string) => around.types.find(({ _id }) => _id === type)?.names.en ?? type
  const wrong = spots.flatMap((spot, index) => wrongAtSpot(spot, `spots.${index}.posm`, around))
  const more = tooMany(spots, around, around.before).map(({ spot, at, type, most, per }) => ({
    field: `spots.${spot}.posm.${at}.count`,
    rule: `must be at most ${most} ${per === 'spot' ? 'at a spot' : 'in a store'}: ${nameOf(type)}, ${around.categoryName}`,
  }))
  return [...wrong, ...more]
}
