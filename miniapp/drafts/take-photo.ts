/** Keeps a photo that was just taken: on the phone first, then on its way to the service. */
import type { Place } from '../../service/http/contract.ts'
import { newId } from '../api/new-id.ts'
import { NoPlaceError, whereAmI } from '../dingtalk/location.ts'
import { evidenceIn, type Evidence } from './evidence.ts'
import { bytesOf, shrink } from './picture.ts'
import { printOf } from './reuse.ts'
import { wakeQueue } from './queue.ts'
import type { PhotoOnPhone } from './shapes.ts'
import { changePhoto, putPhoto } from './store.ts'

/** Milliseconds; a picture older than this was chosen from the album instead of taken now. */
const justTaken = 5 * 60_000

/** Milliseconds that a picture stays on the phone for the phone to say where it is: as long as that may take. */
const placePatience = 12_000

/** The picture's own word first: the album's file may be as young as the last time it was forwarded. */
function timeOf(source: File | HTMLVideoElement, { takenAt }: Evidence): number {
  if (takenAt) return takenAt.getTime()
  return source instanceof File && source.lastModified ? source.lastModified : Date.now()
}

/** Null where the phone does not say; a photo without a place is a photo. */
async function placeOfPhone(): Promise<Place | null> {
  try {
    return await whereAmI()
  } catch (error) {
    if (error instanceof NoPlaceError) return null
    throw error
  }
}

/** The place came: it goes with the picture, if that has not gone yet. */
async function addPlace(photoId: string, asked: Promise<Place | null>): Promise<void> {
  const place = await asked
  await changePhoto(photoId, (known) => ({
    ...known,
    place: place ?? known.place,
    nextTry: known.attempts ? known.nextTry : 0,
  }))
  wakeQueue()
}

/**
 * Makes it small and writes it down. Its entry refers to it only when the caller says so. Its place is where the phone
 * is at the shot, not where the store is said to be, for that is what the reviewer compares it with; a picture from
 * the album was taken where it says itself.
 * @returns its id
 * @throws NotAPicture
 */
export async function keepPhoto(
  entryId: string,
  source: File | HTMLVideoElement,
): Promise<PhotoOnPhone> {
  const bytes = source instanceof File ? await bytesOf(source) : undefined
  const evidence = evidenceIn(bytes, new Date())
  const takenAt = timeOf(source, evidence)
  const from = Math.abs(Date.now() - takenAt) < justTaken ? 'camera' : 'album'
  const asked = from === 'camera' && !evidence.place ? placeOfPhone() : undefined
  const { blob, thumbnail, looks } = await shrink(source, bytes)
  const original = bytes && (await printOf(bytes))
  const photo: PhotoOnPhone = {
    id: newId(),
    visit: entryId,
    blob,
    thumbnail,
    takenAt: new Date(takenAt).toISOString(),
    place: evidence.place,
    source: from,
    looks,
    ...(original && { original }),
    state: 'waiting',
    attempts: 0,
    nextTry: asked ? Date.now() + placePatience : 0,
    problem: null,
  }
  await putPhoto(photo)
  wakeQueue()
  if (asked) void addPlace(photo.id, asked)
  return photo
}
