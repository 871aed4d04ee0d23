/** Keeps a photo: pictures first, what is known of it last, so that a photo is there whole or not at all. */
import { createHash } from 'node:crypto'
import type { mongo } from 'mongoose'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { findRows } from '../../database/rows.ts'
import { refuse } from '../../errors.ts'
import { leftOverAge } from '../../files/left-over.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { describeError, log } from '../../log.ts'
import type { Photo } from '../contract.ts'
import { Photos, pictureFiles, type KnownPhoto, type StoredPhoto } from '../model.ts'
import { placeTaken, timeTaken, type Claimed } from '../rules/evidence.ts'
import { printOfFile, printOfPixels } from '../rules/prints.ts'
import { makePictures, type Pictures } from './picture.ts'

interface Sent extends Claimed {
  id: string
  bytes: Buffer
  source: Photo['source']
  /** Fingerprint of the file that the phone made this one of. */
  original?: string | undefined
  /** Aborted when the client has hung up: a picture that still waits for its turn is not decoded then. */
  signal?: AbortSignal
}

/** The photo that has this id, if it is the same person's and the same picture; another's looks like a clash. */
async function already(id: string, sha256: string, me: AssociatedStaff) {
  const there = await Photos.findOne({ _id: id, iso: me.iso.id }).lean()
  if (there && (there.staff !== me.id || there.sha256 !== sha256)) refuse('same_id_other_content')
  return there
}

/** Takes back pictures that certainly belong to no photo; what stays is found by the sweep. */
async function discard(files: mongo.ObjectId[]): Promise<void> {
  for (const file of files) {
    try {
      await pictureFiles.remove(file)
    } catch (error) {
      log.warn({ error: describeError(error) }, 'photo file not deleted')
    }
  }
}

const ownerOf = ({ iso, staff }: Pick<StoredPhoto, 'iso' | 'staff'>) => ({
  workspace: iso,
  person: staff,
})

/** Which of the pictures of a photo are not there, or not whole. */
async function missingSizes({ files }: StoredPhoto): Promise<('full' | 'thumbnail')[]> {
  const missing = await pictureFiles.missing([files.full, files.thumbnail])
  return (['full', 'thumbnail'] as const).filter((size) =>
    missing.some((id) => id.equals(files[size])),
  )
}

/**
 * A photo that is there, with its pictures. A photo that has lost them is mended when the same person sends it again.
 * @param made makes the pictures, if they are needed
 */
async function complete(photo: StoredPhoto, made: () => Promise<Pictures>): Promise<StoredPhoto> {
  const missing = await missingSizes(photo)
  if (!missing.length) return photo
  log.warn({ photo: photo._id, missing }, 'photo files missing, storing the upload again')
  const sent = await made()
  for (const size of missing) {
    const field = `files.${size}`
    const lost = photo.files[size]
    const picture = { name: `${photo._id}/${size}`, bytes: sent[size] }
    const { picture: file } = await pictureFiles.store(ownerOf(photo), { picture })
    const { matchedCount } = await Photos.updateOne(
      { _id: photo._id, iso: photo.iso, [field]: lost },
      { $set: { [field]: file, ...(size === 'full' ? { bytes: sent.full.length } : {}) } },
    )
    // nothing matches when it was sent twice at once, and the other one has mended it
    await discard([matchedCount ? lost : file])
  }
  return photo
}

/**
 * Keeps a photo under the id its phone gave it; the same picture again answers the same, once its pictures are there.
 * Whatever fails with an unknown outcome is not undone: a photo that may be there needs its pictures, and what
 * belongs to none is left to the sweep.
 * @throws Refusal `not_a_photo`, `same_id_other_content`
 */
export async function keepPhoto(sent: Sent, me: AssociatedStaff): Promise<StoredPhoto> {
  const began = clock.time()
  const sha256 = createHash('sha256').update(sent.bytes).digest('hex')
  const there = await already(sent.id, sha256, me)
  if (there) return complete(there, () => makePictures(sent.bytes, me.id, sent.signal))

  const made = await makePictures(sent.bytes, me.id, sent.signal)
  const now = clock.now()
  const owner = ownerOf({ iso: me.iso.id, staff: me.id })
  const files = await pictureFiles.store(owner, {
    full: { name: `${sent.id}/full`, bytes: made.full },
    thumbnail: { name: `${sent.id}/thumbnail`, bytes: made.thumbnail },
  })
  const photo: StoredPhoto = {
    _id: sent.id,
    iso: me.iso.id,
    staff: me.id,
    width: made.width,
    height: made.height,
    bytes: made.full.length,
    sha256,
    fingerprints: [
      printOfFile(sent.bytes),
      printOfPixels(made.thumbnail),
      ...(sent.original ? [sent.original] : []),
    ],
    takenAt: timeTaken(made.exif, sent, config().businessTimeZone, now),
    place: placeTaken(made.exif, sent),
    source: sent.source,
    files,
    at: now,
  }
  try {
    await Photos.insertMany([photo], { lean: true })
  } catch (error) {
    // only this answer says that the photo was not inserted
    if (!isDuplicateKey(error)) throw error
    return keepTwin(photo, made, me)
  }
  // a process that was stopped for long may have been overtaken by the sweep
  const mayBeSwept = clock.time() - began > leftOverAge / 2
  return mayBeSwept ? complete(photo, () => Promise.resolve(made)) : photo
}

/** The same picture was being sent twice at once, or the id belongs to another person. */
async function keepTwin(
  photo: StoredPhoto,
  made: Pictures,
  me: AssociatedStaff,
): Promise<StoredPhoto> {
  const { _id, sha256, files } = photo
  const own = [files.full, files.thumbnail]
  // the other one may not be with the majority yet
  const there = await Photos.findOne({ _id, iso: me.iso.id }).setOptions(asAcknowledged).lean()
  if (there?.files.full.equals(files.full)) return there
  await discard(own)
  if (there?.staff !== me.id || there.sha256 !== sha256) refuse('same_id_other_content')
  return complete(there, () => Promise.resolve(made))
}

/** Those of the ids that are photos which this person sent and whose pictures are there, by id. */
export async function findPhotos(
  ids: readonly string[],
  { iso, staff }: { iso: string; staff: string },
): Promise<Map<string, KnownPhoto>> {
  if (!ids.length) return new Map()
  const photos = await findRows(
    Photos,
    { _id: { $in: [...new Set(ids)] }, iso, staff, goneAt: null },
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
