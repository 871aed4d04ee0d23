/** Answers a request with the bytes of a file. */
import type { Readable } from 'node:stream'
import type { Context } from 'koa'
import type { mongo } from 'mongoose'
import { refuse } from '../errors.ts'
import type { FileLinks } from './links.ts'
import { secondsLeft } from './links.ts'
import type { FilesInParts } from './parts.ts'

/** @returns for how many seconds the link still holds. @throws Refusal `link_expired` */
export function mustBeValidLink(
  links: FileLinks,
  id: string,
  { expires, signature }: { expires: number; signature: string },
): number {
  const seconds = secondsLeft(expires)
  if (!links.isOurs(id, expires, signature) || seconds <= 0) refuse('link_expired')
  return seconds
}

const privately = (seconds: number) => ({
  'cache-control': `private, max-age=${seconds}, immutable`,
  'content-disposition': 'inline',
  'x-content-type-options': 'nosniff',
})

/**
 * The bytes of a file. The head of the answer is out when they come: only a closed connection tells that the rest is
 * missing, and without it the browser would wait.
 */
function wholeOrBroken(
  { res }: Context,
  bucket: mongo.GridFSBucket,
  { _id, length }: { _id: mongo.ObjectId; length: number },
): Readable {
  const stream = bucket.openDownloadStream(_id)
  let sent = 0
  return stream
    .on('data', (chunk: Buffer) => (sent += chunk.length))
    .on('end', () => sent === length || res.destroy())
    .on('error', () => res.destroy())
}

interface Shown {
  id: mongo.ObjectId | undefined
  /** Media type. */
  type: string
  /** For which it may be kept by the browser. */
  seconds: number
}

/** @throws Refusal `not_found` */
export async function answerFile(
  ctx: Context,
  files: FilesInParts,
  { id, type, seconds }: Shown,
): Promise<void> {
  const file = id && (await files.Files.findOne({ _id: id }, { length: 1 }).lean())
  if (!file) refuse('not_found')
  ctx.set({ ...privately(seconds), etag: `"${file._id.toHexString()}"` })
  ctx.status = 200
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  ctx.type = type
  ctx.length = file.length
  ctx.body = wholeOrBroken(ctx, files.bucket(), file)
}

/** In place of a picture that was kept long enough (docs/privacy.md): a crossed frame, which needs no words. */
const gonePicture = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="480" height="480">' +
    '<rect width="48" height="48" fill="#f5f6f8"/>' +
    '<g fill="none" stroke="#8f959e" stroke-width="1.5" stroke-linecap="round">' +
    '<rect x="14" y="16" width="20" height="16" rx="2"/><path d="M12 34 36 14"/></g></svg>',
)

export function answerGone(ctx: Context, seconds: number): void {
  ctx.set(privately(seconds))
  ctx.status = 200
  ctx.type = 'image/svg+xml'
  ctx.body = gonePicture
}
