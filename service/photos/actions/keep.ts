/** Keeps a photo: pictures first, what is known of it last, so that a photo is there whole or not at all. */
import { createHash } from 'node:crypto'
import type { mongo } from 'mongoose'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { findRows } from '../../database/rows.ts'
import { refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { describeError, log } from '../../log.ts'
import type { Photo } from '../contract.ts'
import { Photos, pictures, type KnownPhoto, type StoredPhoto } from '../model.ts'
import { placeTaken, timeTaken, type Claimed } from '../rules/evidence.ts'
import { makePictures } from './picture.ts'

interface Sent extends Claimed {
  id: string
  bytes: Buffer
  source: Photo['source']
}

/** The photo that has this id, if it is the same person's and the same picture; another's looks like a clash. */
async function already(id: string, sha256: string, me: AssociatedStaff) {
  const there = await Photos.findOne({ _id: id, iso: me.iso.id }).lean()
  if (there && (there.staff !== me.id || there.sha256 !== sha256)) refuse('same_id_other_content')
  return there
}

async function store(name: string, bytes: Buffer): Promise<mongo.ObjectId> {
  const stream = pictures().openUploadStream(name)
  const stored = Promise.withResolvers<void>()
  stream.on('finish', stored.resolve)
  stream.on('error', stored.reject)
  stream.end(bytes)
  try {
    await stored.promise
  } catch (error) {
    // should this fail too, the sweep finds what is left
    await stream.abort().catch((second: unknown) => {
      log.warn({ error: describeError(second) }, 'a half-written picture stays for the sweep')
    })
    throw error
  }
  return stream.id
}

/**
 * Keeps a photo under the id its phone gave it; the same picture again answers the same.
 * @throws Refusal `not_a_photo`, `same_id_other_content`
 */
export async function keepPhoto(sent: Sent, me: AssociatedStaff): Promise<StoredPhoto> {
  const sha256 = createHash('sha256').update(sent.bytes).digest('hex')
  const there = await already(sent.id, sha256, me)
  if (there) return there

  const { full, thumbnail, width, height, exif } = await makePictures(sent.bytes)
  const now = clock.now()
  const files: mongo.ObjectId[] = []
  try {
    files.push(await store(`${sent.id}/full`, full))
    files.push(await store(`${sent.id}/thumbnail`, thumbnail))
    const photo: StoredPhoto = {
      _id: sent.id,
      iso: me.iso.id,
      staff: me.id,
      width,
      height,
      bytes: full.length,
      sha256,
      takenAt: timeTaken(exif, sent, config().businessTimeZone, now),
      place: placeTaken(exif, sent),
      source: sent.source,
      files: { full: files[0]!, thumbnail: files[1]! },
      at: now,
    }
    await Photos.insertMany([photo], { lean: true })
    return photo
  } catch (error) {
    await Promise.all(files.map((file) => pictures().delete(file)))
    if (!isDuplicateKey(error)) throw error
    // the same picture was being sent twice at once, or the id is somebody else's
    return (await already(sent.id, sha256, me)) ?? refuse('same_id_other_content')
  }
}

/** Those of the ids that are photos which this person sent, by id. */
export async function findPhotos(
  ids: readonly string[],
  { iso, staff }: { iso: string; staff: string },
): Promise<Map<string, KnownPhoto>> {
  if (!ids.length) return new Map()
  const photos = await findRows(
    Photos,
    { _id: { $in: [...new Set(ids)] }, iso, staff },
    { select: { width: 1, height: 1, takenAt: 1, place: 1, source: 1 } },
  )
  return new Map(photos.map((photo) => [photo._id, knownOf(photo)]))
}

/** The part of a photo that others keep. */
export function knownOf(
  photo: Pick<StoredPhoto, '_id' | 'width' | 'height' | 'takenAt' | 'place' | 'source'>,
): KnownPhoto {
  const { _id, width, height, takenAt, place, source } = photo
  return { id: _id, width, height, takenAt, place, source }
}
