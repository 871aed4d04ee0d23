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

const upload = {
  params: z.object({ photoId: id }),
  query: z.object({
    source: z._default(photoSource, 'unknown'),
    /** Clock and place of the phone; those inside the picture win. */
    takenAt: z.optional(time),
    latitude: z.optional(z.coerce.number().check(z.minimum(-90), z.maximum(90))),
    longitude: z.optional(z.coerce.number().check(z.minimum(-180), z.maximum(180))),
    accuracy: z.optional(z.coerce.number().check(z.minimum(0), z.maximum(100_000))),
  }),
  body: binary,
  media: { 'image/jpeg': {}, 'image/png': {}, 'image/webp': {} },
  answer: photo,
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
  summary: 'Send a picture; sending it again answers the same',
  ...upload,
})

export const uploadPhotoForm = endpoint('POST /api/v1/photos/:photoId', {
  name: 'uploadPhotoForm',
  summary: "The same for DingTalk's own upload, which can only POST a form",
  ...upload,
  media: { 'multipart/form-data': {} },
})

export const findPhoto = endpoint('GET /api/v1/photos/:photoId', {
  name: 'findPhoto',
  summary: 'What is known of a photo, with fresh links',
  params: z.object({ photoId: id }),
  answer: photo,
  errors: ['not_found'],
})

export const photoBytes = endpoint('GET /api/v1/photos/:photoId/:size', {
  name: 'photoBytes',
  summary: 'The picture itself, for whoever holds a signed link',
  params: z.object({ photoId: id, size: z.enum(['thumbnail', 'full']) }),
  query: z.object({
    expires: z.coerce.number(),
    signature: z.string().check(z.maxLength(100)),
  }),
  answer: binary,
  media: { 'image/jpeg': {} },
  errors: ['link_expired', 'not_found'],
})
