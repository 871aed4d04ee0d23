/** The files of photos in GridFS: storing one, and whether those of a photo are there. */
import mongoose, { type mongo } from 'mongoose'
import { clock } from '../../clock.ts'
import { insertRows } from '../../database/rows.ts'
import {
  chunkSize,
  PictureChunks,
  PictureFiles,
  pictures,
  type PictureChunk,
  type StoredPhoto,
} from '../model.ts'

/**
 * Milliseconds after which a file that belongs to no photo counts as left over. Until then its photo may be about to
 * be inserted: an upload takes seconds, clocks of instances differ by less.
 */
export const pictureAge = 3_600_000

export interface Picture {
  name: string
  bytes: Buffer
}

function* chunksOf(id: mongo.ObjectId, bytes: Buffer): Generator<PictureChunk> {
  for (let n = 0; n * chunkSize < bytes.length; n++) {
    const data = bytes.subarray(n * chunkSize, (n + 1) * chunkSize)
    yield { _id: new mongoose.mongo.ObjectId(), files_id: id, n, data }
  }
}

/**
 * Stores files as GridFS keeps them, in two writes for all of them: a stream of the driver makes two for each, and sets
 * aside a whole chunk of memory for every one. Those that fail half-way are left to the sweep, for parts of them may
 * still arrive.
 * @returns the id of each
 */
export async function storePictures<N extends string>(
  pictures: Readonly<Record<N, Picture>>,
): Promise<Record<N, mongo.ObjectId>> {
  const named = Object.entries<Picture>(pictures).map(([size, { name, bytes }]) => {
    return { size, name, bytes, id: new mongoose.mongo.ObjectId() }
  })
  await insertRows(
    PictureChunks,
    named.flatMap(({ id, bytes }) => [...chunksOf(id, bytes)]),
  )
  // the file last: one that is there is whole
  const uploadDate = clock.now()
  await insertRows(
    PictureFiles,
    named.map(({ id, name: filename, bytes: { length } }) => {
      return { _id: id, length, chunkSize, uploadDate, filename }
    }),
  )
  return Object.fromEntries(named.map(({ size, id }) => [size, id])) as Record<N, mongo.ObjectId>
}

/** Removes a file, or what there is of it; the file first, so that no reader finds half of it. */
export async function removePicture(id: mongo.ObjectId): Promise<void> {
  await PictureFiles.deleteOne({ _id: id })
  await PictureChunks.deleteMany({ files_id: id })
}

/** Which of the pictures of a photo are not there, or not whole. */
export async function missingPictures({ files }: StoredPhoto): Promise<('full' | 'thumbnail')[]> {
  const ids = [files.full, files.thumbnail]
  const found = await pictures()
    .find({ _id: { $in: ids } })
    .toArray()
  const chunks = await PictureChunks.find(
    { files_id: { $in: ids } },
    { _id: 0, files_id: 1, n: 1 },
  ).lean()
  const isWhole = (id: mongo.ObjectId) => {
    const file = found.find(({ _id }) => _id.equals(id))
    if (!file) return false
    const parts = chunks.filter((chunk) => chunk.files_id.equals(id)).length
    return parts === Math.ceil(file.length / file.chunkSize)
  }
  return (['full', 'thumbnail'] as const).filter((size) => !isWhole(files[size]))
}
