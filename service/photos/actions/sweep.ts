/** Throws away pictures that belong to no photo: left by an upload that broke off or whose process crashed. */
import mongoose, { type mongo } from 'mongoose'
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { serveAll } from '../../outbox/batch.ts'
import { Photos, pictures } from '../model.ts'
import { pictureAge, removePicture } from './files.ts'

const hour = 3600 * 1000
/** Files that are looked up at a time. */
const atOnce = 500

type Ids = mongo.ObjectId[]

/** Files and parts of files stored in this time, each id once, in order; a file that broke off has parts only. */
async function* storedBetween(from: mongo.ObjectId, to: mongo.ObjectId): AsyncGenerator<Ids> {
  const within = { $gte: from, $lt: to }
  const files = pictures()
    .find({ _id: within }, { projection: { _id: 1 } })
    .map(({ _id }) => _id)
  const parts = Photos.db
    .collection<{ files_id: mongo.ObjectId }>('photos.chunks')
    .find({ files_id: within }, { projection: { _id: 0, files_id: 1 } })
    .sort({ files_id: 1 })
    .map(({ files_id: id }) => id)
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

/** Those of the files that no photo has. */
async function withoutPhoto(ids: Ids): Promise<Ids> {
  const owners = await Photos.find(
    { $or: [{ 'files.full': { $in: ids } }, { 'files.thumbnail': { $in: ids } }] },
    { files: 1 },
  ).lean()
  const owned = new Set(
    owners.flatMap(({ files }) => [files.full, files.thumbnail].map((id) => id.toHexString())),
  )
  return ids.filter((id) => !owned.has(id.toHexString()))
}

/** Asked once more before a file goes: after a failover a plain read may know less than was acknowledged. */
async function hasPhoto(id: mongo.ObjectId): Promise<boolean> {
  const photo = await Photos.findOne(
    { $or: [{ 'files.full': id }, { 'files.thumbnail': id }] },
    { _id: 1 },
  )
    .setOptions(asAcknowledged)
    .lean()
  return photo !== null
}

/**
 * Looks at pictures stored between `from` and `to` hours ago; a day's run looks at two days, so that
 * a missed run loses nothing. Younger ones may still be in the making.
 * @returns how many files were thrown away
 */
export async function sweepPictures({ from = 49, to = pictureAge / hour } = {}): Promise<number> {
  const { ObjectId } = mongoose.mongo
  const at = (hoursAgo: number) =>
    ObjectId.createFromTime(Math.floor((clock.time() - hoursAgo * hour) / 1000))
  let swept = 0
  for await (const ids of storedBetween(at(from), at(to))) {
    const lost = await withoutPhoto(ids)
    await serveAll('swept pictures', lost, { idOf: String }, async (id) => {
      if (await hasPhoto(id)) return
      await removePicture(id)
      swept++
    })
  }
  return swept
}
