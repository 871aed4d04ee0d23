/** How a photo lies in the database: with its pictures, or with their bytes where an engine stores no pictures. */
import type { PhotoOnPhone } from './shapes.ts'

type Stored<Value> = Value | ArrayBuffer

export interface StoredPhoto extends Omit<PhotoOnPhone, 'blob' | 'thumbnail'> {
  blob: Stored<Blob | null>
  thumbnail: Stored<Blob | null>
}

/** Some web views refuse pictures in their database; found out at the first one. */
let asBytes = false
const bytes = new WeakMap<Blob, ArrayBuffer>()

/** Reads the pictures of these photos into memory: inside a transaction there is no time for it. */
export async function storeAsBytes(photos: Iterable<PhotoOnPhone>): Promise<void> {
  asBytes = true
  for (const { blob, thumbnail } of photos) {
    for (const picture of [blob, thumbnail]) {
      if (picture && !bytes.has(picture)) bytes.set(picture, await picture.arrayBuffer())
    }
  }
}

export const isStoredAsBytes = (): boolean => asBytes

const toStore = (picture: Blob | null): Stored<Blob | null> =>
  (asBytes && picture && bytes.get(picture)) || picture

export function storedPhoto(photo: PhotoOnPhone): StoredPhoto {
  return { ...photo, blob: toStore(photo.blob), thumbnail: toStore(photo.thumbnail) }
}

function read(stored: Stored<Blob | null>): Blob | null {
  if (!(stored instanceof ArrayBuffer)) return stored
  const picture = new Blob([stored], { type: 'image/jpeg' })
  bytes.set(picture, stored)
  return picture
}

export function photoOf(stored: StoredPhoto): PhotoOnPhone {
  return { ...stored, blob: read(stored.blob), thumbnail: read(stored.thumbnail) }
}
