/** What the phone keeps: entries from the first tap until the service has them, and their photos. */
import type { Place, Problem } from '../../service/http/contract.ts'
import type { OwnUse } from '../../service/photos/contract.ts'

/** What waits to be sent, as it was when the person tapped *Submit*. */
export interface Sending {
  /** JSON, never changed afterwards: a retry is the same to the last byte. */
  body: string
  queuedAt: string
  attempts: number
  /** Milliseconds since 1970; not tried before. */
  nextTry: number
  /** Its own fault: it waits for the person, others go on. */
  problem: Problem | null
  /** The service may have it: it was sent, and no answer was heard. */
  unsure?: boolean
}

/** Something that is filled in on the phone; each kind adds fields of its own. */
export interface Entry {
  id: string
  /** Staff member who made it: others who use this phone do not see it. */
  owner: string
  savedAt: string
  sending: Sending | null
}

export interface PhotoOnPhone {
  id: string
  /** Id of the entry that it belongs to. The first kind was the visit: the stored name stays. */
  visit: string
  /** Null once it is only on the service (a draft from another phone, an earlier revision). */
  blob: Blob | null
  /** Small, for lists. */
  thumbnail: Blob | null
  takenAt: string
  place: Place | null
  source: 'camera' | 'album'
  /** What the phone thinks of it, as advice. */
  looks: PhotoLooks
  /** Fingerprint of the file that it was made of; none where the camera was in the page. */
  original?: string
  /** Where the service knows the same picture from. */
  usedBefore?: OwnUse[]
  state: 'waiting' | 'there' | 'failed'
  attempts: number
  nextTry: number
  problem: Problem | null
}

export type PhotoLooks = 'good' | 'dark' | 'blurred' | 'small' | 'unknown'

/** An entry that was thrown away here and is still on the service. */
export interface Discard {
  id: string
  owner: string
  /** Rows of releases before this field have none: they are of the first kind that has discards. */
  kind?: string
}

/** A photo that only the service has. */
export function photoThere(entry: string, id: string): PhotoOnPhone {
  return {
    id,
    visit: entry,
    blob: null,
    thumbnail: null,
    takenAt: '',
    place: null,
    source: 'camera',
    looks: 'unknown',
    state: 'there',
    attempts: 0,
    nextTry: 0,
    problem: null,
  }
}
