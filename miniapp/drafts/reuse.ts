/** Whether the same picture was used before: what the phone sees by itself, and what the service told. */
import { sampleOfPicture } from '../../service/photos/shared/file.ts'
import type { PhotoOnPhone } from './shapes.ts'
import type { Phone } from './memory.ts'

/** Fingerprint of a file without its metadata, as the service makes it; undefined where the web view cannot. */
export async function printOf(bytes: Uint8Array): Promise<string | undefined> {
  if (!('crypto' in globalThis) || !crypto.subtle) return undefined
  const picture = new Uint8Array(await new Blob(sampleOfPicture(bytes) as BlobPart[]).arrayBuffer())
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', picture))
  return [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Kept = Pick<Phone, 'entries' | 'photos'>

interface Standing {
  of: string
  /** `store`, or the id of a spot. */
  item: string
  storeName: string
}

/** Where a photo stands in what the phone keeps. */
function standingOf(photoId: string, { entries }: Kept): Standing | undefined {
  for (const [kind, ofKind] of entries) {
    for (const entry of ofKind) {
      const part = kind.partsOf(entry).find(({ photos }) => photos.includes(photoId))
      if (part) return { of: entry.id, item: part.id, storeName: kind.storeNameOf(entry) }
    }
  }
  return undefined
}

export interface Reuse {
  by: 'me' | 'colleague' | 'others'
  /** In this very entry, at another place of it. */
  isHere: boolean
  /** Empty where it is not told, or has no name yet. */
  storeName: string
}

const isElsewhere = (one: { of: string | null; item: string | null }, here: Standing) =>
  one.of !== here.of || one.item !== here.item

/** The first other place where the same picture was used; a second try at the same spot is none. */
export function reuseOf(photo: PhotoOnPhone, kept: Kept): Reuse | undefined {
  const here = standingOf(photo.id, kept)
  if (!here) return undefined
  for (const other of kept.photos.values()) {
    if (other.id === photo.id || !photo.original || other.original !== photo.original) continue
    // of two here the one that was taken later is told
    if (other.id > photo.id) continue
    const there = standingOf(other.id, kept)
    if (!there || !isElsewhere(there, here)) continue
    return { by: 'me', isHere: there.of === here.of, storeName: there.storeName.trim() }
  }
  // spots of the same entry are known better here than there: a revision may have moved the photo
  const used = photo.usedBefore?.find(({ of }) => of !== here.of)
  return used && { by: used.by, isHere: false, storeName: used.storeName ?? '' }
}
