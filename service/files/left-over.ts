/** Removes files that no record names: left by an upload that broke off or whose process crashed. */
import mongoose, { type mongo } from 'mongoose'
import { clock } from '../clock.ts'
import { serveAll } from '../outbox/batch.ts'
import type { FilesInParts } from './parts.ts'

const hour = 3600 * 1000

/**
 * Milliseconds after which a file that no record names counts as left over. Until then its record may be about to
 * be inserted: an upload takes seconds, clocks of instances differ by less.
 */
export const leftOverAge = hour

/** Files that are looked up at a time. */
const atOnce = 500

type Ids = mongo.ObjectId[]

/** Files and parts of files stored in this time, each id once, in order; a file that broke off has parts only. */
async function* storedBetween(
  { bucket, Parts }: FilesInParts,
  from: mongo.ObjectId,
  to: mongo.ObjectId,
): AsyncGenerator<Ids> {
  const within = { $gte: from, $lt: to }
  const files = bucket()
    .find({ _id: within }, { projection: { _id: 1 } })
    .map(({ _id }) => _id)
  const parts = Parts.collection
    .find({ files_id: within }, { projection: { _id: 0, files_id: 1 } })
    .sort({ files_id: 1 })
    .map((part) => part['files_id'] as mongo.ObjectId)
  for (const found of [files, parts]) {
    let some: Ids = []
    for await (const id of found) {
      if (some.at(-1)?.equals(id)) continue
      some.push(id)
      if (some.length < atOnce) continue
      yield some
      some = []
    }
    if (some.length) yield some
  }
}

export interface Naming {
  /** Those of the files that a record names, in hex. */
  named(ids: Ids): Promise<ReadonlySet<string>>
  /** Asked once more before a file goes: after a failover a plain read may know less than was acknowledged. */
  isNamed(id: mongo.ObjectId): Promise<boolean>
}

/**
 * Looks at files stored between `from` and `to` hours ago; a day's run looks at two days, so that a missed run loses
 * nothing. Younger ones may still be in the making.
 * @returns how many files were thrown away
 */
export async function sweepLeftOver(
  files: FilesInParts,
  { named, isNamed }: Naming,
  { from = 49, to = leftOverAge / hour } = {},
): Promise<number> {
  const { ObjectId } = mongoose.mongo
  const at = (hoursAgo: number) =>
    ObjectId.createFromTime(Math.floor((clock.time() - hoursAgo * hour) / 1000))
  let swept = 0
  for await (const ids of storedBetween(files, at(from), at(to))) {
    const known = await named(ids)
    const lost = ids.filter((id) => !known.has(id.toHexString()))
    await serveAll(`swept ${files.kind.name}`, lost, { idOf: String }, async (id) => {
      if (await isNamed(id)) return
      await files.remove(id)
      swept++
    })
  }
  return swept
}
