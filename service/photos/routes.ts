/** Sending photos, and showing them to a browser with a signed link. */
import type { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { mongo } from 'mongoose'
import { refuse } from '../errors.ts'
import type { AssociatedStaff } from '../http/callers.ts'
import { take } from '../http/limits.ts'
import { receive } from '../http/read-bytes.ts'
import { serve, serveRaw, type Call, type Route } from '../http/serve.ts'
import { keepPhoto, knownOf } from './actions/keep.ts'
import * as contract from './contract.ts'
import { Photos, pictures, type StoredPhoto } from './model.ts'
import { ownUsesOf } from './uses/actions.ts'
import { isOurLink, secondsLeft, viewPhoto } from './view.ts'

/** A visit of 200 spots with 5 photos each, and again after a failure. */
const uploads = { name: 'photo-uploads', points: 2_000, seconds: 3600 }

const present = async (photo: StoredPhoto, me: AssociatedStaff) => ({
  ...viewPhoto(knownOf(photo)),
  usedBefore: await ownUsesOf(photo, me),
})

async function upload({
  me,
  params,
  query,
  http,
}: Pick<Call<typeof contract.uploadPhoto>, 'me' | 'params' | 'query' | 'http'>) {
  await take(uploads, me.id)
  const expected = {
    whose: me.id,
    most: contract.largestPhoto,
    tooLarge: 'photo_too_large',
  } as const
  const photo = await receive(http, expected, (bytes, signal) =>
    keepPhoto({ ...query, id: params.photoId, bytes, signal }, me),
  )
  return present(photo, me)
}

/**
 * The bytes of a file. The head of the answer is out when they come: only a closed connection tells that the rest is
 * missing, and without it the browser would wait.
 */
function wholeOrBroken({ res }: Context, { _id, length }: mongo.GridFSFile): Readable {
  const stream = pictures().openDownloadStream(_id)
  let sent = 0
  return stream
    .on('data', (chunk: Buffer) => (sent += chunk.length))
    .on('end', () => sent === length || res.destroy())
    .on('error', () => res.destroy())
}

/** In place of pictures that were kept long enough (docs/privacy.md): a crossed frame, which needs no words. */
const gonePicture = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="480" height="480">' +
    '<rect width="48" height="48" fill="#f5f6f8"/>' +
    '<g fill="none" stroke="#8f959e" stroke-width="1.5" stroke-linecap="round">' +
    '<rect x="14" y="16" width="20" height="16" rx="2"/><path d="M12 34 36 14"/></g></svg>',
)

function showGone(ctx: Context, seconds: number): void {
  ctx.set({
    'cache-control': `private, max-age=${seconds}, immutable`,
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
  })
  ctx.status = 200
  ctx.type = 'image/svg+xml'
  ctx.body = gonePicture
}

export const photoRoutes: Route[] = [
  serve(contract.uploadPhoto, upload),
  serve(contract.uploadPhotoForm, upload),

  serve(contract.findPhoto, async ({ me, params }) => {
    const { photoId } = params
    const photo = await Photos.findOne({ _id: photoId, iso: me.iso.id, staff: me.id }).lean()
    return present(photo ?? refuse('not_found'), me)
  }),

  serveRaw(contract.photoBytes, async ({ params, query }, ctx) => {
    const { photoId, size } = params
    const seconds = secondsLeft(query.expires)
    if (!isOurLink(photoId, query.expires, query.signature) || seconds <= 0) refuse('link_expired')
    const photo = await Photos.findById(photoId, { files: 1, goneAt: 1 }).lean()
    if (photo?.goneAt) return showGone(ctx, seconds)
    const file = photo && (await pictures().find({ _id: photo.files[size] }).next())
    if (!file) refuse('not_found')
    ctx.set({
      'cache-control': `private, max-age=${seconds}, immutable`,
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      etag: `"${file._id.toHexString()}"`,
    })
    ctx.status = 200
    if (ctx.fresh) {
      ctx.status = 304
      return
    }
    ctx.type = 'image/jpeg'
    ctx.length = file.length
    ctx.body = wholeOrBroken(ctx, file)
  }),
]
