/** Finds stores where something stands, by the beginning of a word of their name. */
import { within, type Scope } from '../../http/scope.ts'
import { fold } from '../../text/shared/fold.ts'
import { Stores, storesBySearchKey, type Store } from '../model.ts'
import { storeKey } from '../rules.ts'

const beginsWith = (start: string) => ({ $gte: start, $lt: `${start}\uffff` })

/**
 * In the order of an index, so that few are read. Ranges instead of patterns: what people type is never part of an
 * expression.
 */
export async function storesFound(scope: Scope, search: string, limit: number): Promise<Store[]> {
  const standing = (filter: Record<string, unknown>) =>
    Stores.find({ ...filter, ...within(scope), 'standing.0': { $exists: true } })
      .limit(limit)
      .lean<Store[]>()
  const start = fold(search)
  // signs alone narrow nothing
  if (!start) return standing({}).sort({ key: 1 })
  const [keyStart = ''] = storeKey({ name: search, address: '' }).split('\n')
  const [found, unkeyed] = await Promise.all([
    standing({ searchKeys: { $elemMatch: beginsWith(start) } }).hint(storesBySearchKey),
    // those that an earlier release has written
    keyStart ? standing({ searchKeys: null, key: beginsWith(keyStart) }) : [],
  ])
  const byName = (a: Store, b: Store) => (a.key < b.key ? -1 : 1)
  return [...found.toSorted(byName), ...unkeyed].slice(0, limit)
}
