/** Photos: sent once under an id of the phone's own, shown by private links that end. */
import * as z from 'zod/mini'
import { binary, endpoint, id, named, place, time } from '../http/contract.ts'

/** Where the picture came from: `album` is shown to reviewers. */
export const photoSource = z.enum(['camera', 'album', 'unknown'])

/** Largest upload in bytes; phones compress long before. */
export const largestPhoto = 15 * 1024 * 1024

export const photo = named(
  'Photo',
  z.object({
    id,
    width: z.number(),
    height: z.number(),
    takenAt: z.nullable(time),
    place: z.nullable(place),
    source: photoSource,
    /** Signed; good for at least five minutes. Long edge 480. */
    thumbnailUrl: z.string(),
    /** Signed; long edge 2048 at most. */
    url: z.string(),
  }),
)
export type Photo = z.output<typeof photo>

export const useKinds = ['submission', 'inspection'] as const

/** What a person of the field is told: the store only of their own work. */
export const ownUse = named(
  'OwnPhotoUse',
  z.object({
    kind: z.enum(useKinds),
    /** The sender: the person themselves, another person of the same ISO, or a person elsewhere. */
    by: z.enum(['me', 'colleague', 'others']),
    /** The submission or task, and `store` or the spot in it; null for work of others. */
    of: z.nullable(id),
    item: z.nullable(z.string()),
    storeName: z.nullable(z.string()),
    at: z.nullable(time),
  }),
)
export type OwnUse = z.output<typeof ownUse>

/** What the platform sees. */
export const earlierUse = named(
  'EarlierPhotoUse',
  z.object({
    kind: z.enum(useKinds),
    /** The submission or task. */
    of: id,
    /** `store`, or the id of a spot. */
    item: z.string(),
    /** In the same visit, at another place of it. */
    sameVisit: z.boolean(),
    storeName: z.string(),
    iso: z.object({ id, name: z.string() }),
    at: time,
  }),
)
export type EarlierUse = z.output<typeof earlierUse>

/** By id of the photo; photos that were used nowhere else are left out. */
export const earlierUses = z.record(z.string(), z.array(earlierUse))
export type EarlierUses = z.output<typeof earlierUses>

/** Uses that are told of one photo, oldest first. */
export const maxUses = 5

/** With where the same picture was used before, as advice: it is taken all the same. */
export const sentPhoto = named('SentPhoto', z.extend(photo, { usedBefore: z.array(ownUse) }))

const upload = {
  params: z.object({ photoId: id }),
  query: z.object({
    source: z._default(photoSource, 'unknown'),
    /** Clock and place of the phone; those inside the picture win. */
    takenAt: z.optional(time),
    latitude: z.optional(z.coerce.number().check(z.minimum(-90), z.maximum(90))),
    longitude: z.optional(z.coerce.number().check(z.minimum(-180), z.maximum(180))),
    accuracy: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(100_000))),
    /** Fingerprint of the file that the phone made this picture of (docs/decisions/051), 128 bits in hex. */
    original: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  }),
  body: binary,
  media: { 'image/jpeg': {}, 'image/png': {}, 'image/webp': {} },
  answer: sentPhoto,
  kept: true,
  errors: [
    'not_a_photo',
    'photo_is_heic',
    'photo_too_large',
    'photo_too_many_pixels',
    'same_id_other_content',
    'too_many_requests',
  ],
} as const

export const uploadPhoto = endpoint('PUT /api/v1/photos/:photoId', {
  name: 'uploadPhoto',
  by: 'associated staff',
  summary: 'Upload a photo; sent again, it gets the same answer',
  ...upload,
})

export const uploadPhotoForm = endpoint('POST /api/v1/photos/:photoId', {
  name: 'uploadPhotoForm',
  by: 'associated staff',
  summary: "Upload a photo as a form, for DingTalk's own upload",
  ...upload,
  media: { 'multipart/form-data': {} },
})

export const findPhoto = endpoint('GET /api/v1/photos/:photoId', {
  name: 'findPhoto',
  by: 'associated staff',
  summary: 'Get a photo with fresh links to its files',
  params: z.object({ photoId: id }),
  answer: sentPhoto,
  errors: ['not_found'],
})

export const photoBytes = endpoint('GET /api/v1/photos/:photoId/:size', {
  name: 'photoBytes',
  by: 'anyone',
  summary: 'Download the file of a photo by a signed link',
  params: z.object({ photoId: id, size: z.enum(['thumbnail', 'full']) }),
  query: z.object({
    expires: z.coerce.number(),
    signature: z.string().check(z.maxLength(100)),
  }),
  answer: binary,
  // a sign in place of one that was kept long enough
  media: { 'image/jpeg': {}, 'image/svg+xml': {} },
  errors: ['link_expired', 'not_found'],
})
