/** Throws away pictures that belong to no photo: left when a process died between storing and recording. */
import mongoose from 'mongoose'
import { clock } from '../../clock.ts'
import { Photos, pictures } from '../model.ts'

const hour = 3600 * 1000

/**
 * Looks at pictures stored between `from` and `to` hours ago; a day's run looks at two days, so that
 * a missed run loses nothing. Pictures younger than an hour may still be in the making.
 * @returns how many were thrown away
 */
export async function sweepPictures({ from = 49, to = 1 } = {}): Promise<number> {
  const { ObjectId } = mongoose.mongo
  const at = (hoursAgo: number) =>
    ObjectId.createFromTime(Math.floor((clock.time() - hoursAgo * hour) / 1000))
  let swept = 0
  const files = pictures().find(
    { _id: { $gte: at(from), $lt: at(to) } },
    { projection: { _id: 1 } },
  )
  for await (const { _id } of files) {
    const owned = await Photos.exists({ $or: [{ 'files.full': _id }, { 'files.thumbnail': _id }] })
    if (owned) continue
    await pictures().delete(_id)
    swept++
  }
  return swept
}
