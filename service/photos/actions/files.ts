/** The files of photos in GridFS: storing one, and whether those of a photo are there. */
import type { mongo } from 'mongoose'
import { Photos, pictures, type StoredPhoto } from '../model.ts'

/**
 * Milliseconds after which a file that belongs to no photo counts as left over. Until then its photo may be about to
 * be inserted: an upload takes seconds, clocks of instances differ by less.
 */
export const pictureAge = 3_600_000

/** Stores a file; one that fails half-way is left to the sweep, for parts of it may still arrive. */
export async function storePicture(name: string, bytes: Buffer): Promise<mongo.ObjectId> {
  const stream = pictures().openUploadStream(name)
  const stored = Promise.withResolvers<void>()
  stream.on('finish', stored.resolve)
  stream.on('error', stored.reject)
  stream.end(bytes)
  await stored.promise
  return stream.id
}

/** Removes a file, or what there is of it; the file first, so that nobody finds half of it. */
export async function removePicture(id: mongo.ObjectId): Promise<void> {
  const { db } = Photos
  await db.collection<{ _id: mongo.ObjectId }>('photos.files').deleteOne({ _id: id })
  await db.collection('photos.chunks').deleteMany({ files_id: id })
}

/** Which of the pictures of a photo are not there, or not whole. */
export async function missingPictures({ files }: StoredPhoto): Promise<('full' | 'thumbnail')[]> {
  const ids = [files.full, files.thumbnail]
  const found = await pictures()
    .find({ _id: { $in: ids } })
    .toArray()
  const chunks = await Photos.db
    .collection<{ files_id: mongo.ObjectId; n: number }>('photos.chunks')
    .find({ files_id: { $in: ids } }, { projection: { _id: 0, files_id: 1, n: 1 } })
    .toArray()
  const isWhole = (id: mongo.ObjectId) => {
    const file = found.find(({ _id }) => _id.equals(id))
    if (!file) return false
    const parts = chunks.filter((chunk) => chunk.files_id.equals(id)).length
    return parts === Math.ceil(file.length / file.chunkSize)
  }
  return (['full', 'thumbnail'] as const).filter((size) => !isWhole(files[size]))
}
