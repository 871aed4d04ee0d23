/** Keeps a photo that was just taken: on the phone first, then on its way to the service. */
import type { Place } from '../../service/http/contract.ts'
import { newId } from '../api/new-id.ts'
import { NoPlaceError, whereAmI } from '../dingtalk/location.ts'
import { shrink } from './picture.ts'
import { wakeQueue } from './queue.ts'
import type { PhotoOnPhone } from './shapes.ts'
import { putPhoto } from './store.ts'

/** Milliseconds; a file older than this was chosen from the album instead of taken now. */
const justTaken = 5 * 60_000

/** Milliseconds that a picture waits for the phone to say where it is. */
const placePatience = 1_500

/**
 * Where the phone is at the shot: not where the store is said to be, for that is what the reviewer compares it with.
 * A picture from the album was taken somewhere else, for all that is known.
 */
async function placeOfShot(source: PhotoOnPhone['source']): Promise<Place | null> {
  if (source === 'album') return null
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), placePatience))
  try {
    return await Promise.race([whereAmI(), tooLate])
  } catch (error) {
    // a photo without a place is a photo
    if (error instanceof NoPlaceError) return null
    throw error
  }
}

/**
 * Makes it small and writes it down. The visit refers to it only when the caller says so.
 * @returns its id
 * @throws NotAPicture
 */
export async function keepPhoto(
  visitId: string,
  source: File | HTMLVideoElement,
): Promise<PhotoOnPhone> {
  const takenAt = source instanceof File && source.lastModified ? source.lastModified : Date.now()
  const from = Math.abs(Date.now() - takenAt) < justTaken ? 'camera' : 'album'
  const [{ blob, thumbnail, looks }, place] = await Promise.all([shrink(source), placeOfShot(from)])
  const photo: PhotoOnPhone = {
    id: newId(),
    visit: visitId,
    blob,
    thumbnail,
    takenAt: new Date(takenAt).toISOString(),
    place,
    source: from,
    looks,
    state: 'waiting',
    attempts: 0,
    nextTry: 0,
    problem: null,
  }
  await putPhoto(photo)
  wakeQueue()
  return photo
}
