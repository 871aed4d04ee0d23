/** Keeps a photo that was just taken: on the phone first, then on its way to the service. */
import { newId } from '../api/new-id.ts'
import { shrink } from './picture.ts'
import { wakeQueue } from './queue.ts'
import type { PhotoOnPhone } from './shapes.ts'
import { findVisit, putPhoto } from './store.ts'

/** Milliseconds; a file older than this was chosen from the album instead of taken now. */
const justTaken = 5 * 60_000

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
  const { blob, thumbnail, looks } = await shrink(source)
  const photo: PhotoOnPhone = {
    id: newId(),
    visit: visitId,
    blob,
    thumbnail,
    takenAt: new Date(takenAt).toISOString(),
    place: findVisit(visitId)?.content.store.place ?? null,
    source: Math.abs(Date.now() - takenAt) < justTaken ? 'camera' : 'album',
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
