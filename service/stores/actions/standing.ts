/** Puts what a visit has put up on the list of its store, or takes it off. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { regionOf } from '../../regions/region.ts'
import { prefixesOf } from '../../text/search-starts.ts'
import { Stores, type Standing, type Store } from '../model.ts'
import { storeKey } from '../rules.ts'

/** Entries kept of what stands in a store; older ones are in their submissions. */
const longestStanding = 50

/** What a visit has put up, and the store as the visit describes it. */
export interface PutUp {
  standing: Standing
  store: Pick<Store, 'name' | 'category' | 'address' | 'place'>
  /** Of the storefront. */
  photo: string | undefined
}

/** Name and all else come from the last approved submission. */
async function putUp(iso: string, { standing, store, photo }: PutUp): Promise<void> {
  const place = { iso, key: storeKey(store) }
  const newer = await Stores.exists({
    ...place,
    'standing.approvedAt': { $gt: standing.approvedAt },
  })
  const about = {
    name: store.name,
    searchKeys: prefixesOf(store.name),
    category: store.category,
    address: store.address,
    place: store.place,
    region: (await regionOf(store)) ?? null,
    photo,
  }
  await Stores.updateOne(
    place,
    {
      $set: { ...(newer ? {} : about), updatedAt: clock.now() },
      $push: {
        standing: { $each: [standing], $sort: { approvedAt: 1 }, $slice: -longestStanding },
      },
      $setOnInsert: { _id: randomUUIDv7() },
    },
    { upsert: true },
  )
}

/**
 * Makes the stores of the ISO say what of this submission stands, in the open transaction: takes it off each list, then
 * puts up what is given. May run late and twice.
 * @throws the driver's error for a duplicate key when another submission has just made the store
 */
export async function replaceStanding(
  { iso, _id }: { iso: string; _id: string },
  now: PutUp | undefined,
): Promise<void> {
  await Stores.updateMany(
    { iso, 'standing.submission': _id },
    { $pull: { standing: { submission: _id } } },
  )
  if (now) await putUp(iso, now)
}
