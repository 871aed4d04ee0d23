/** Reads one file from a request body: raw bytes, or the file of a form, up to a limit. */
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { refuse, Refusal } from '../errors.ts'
import type { ProblemCode } from '../problems/contract.ts'
import { files } from './intake.ts'
import type { Http } from './serve.ts'

/** The body broke off, or there is no file in it: the sender has to send it again. */
const nothingWhole = () => new Refusal('bad_input', { field: 'body' })

/** Collects a stream, and stops keeping anything as soon as there is too much. */
async function collect(stream: Readable, maxBytes: number, tooLarge: ProblemCode): Promise<Buffer> {
  let chunks: Buffer[] = []
  let size = 0
  const done = Promise.withResolvers<void>()
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
    else {
      chunks = []
      done.resolve()
    }
  })
  stream.on('end', done.resolve)
  stream.on('error', () => done.reject(nothingWhole()))
  stream.on('close', () => done.reject(nothingWhole()))
  await done.promise
  const whole = chunks
  // the stream may live on, and must not keep them
  chunks = []
  if (size > maxBytes) {
    // what still comes is read and dropped, so that the sender hears the refusal
    stream.removeAllListeners('data').resume()
    refuse(tooLarge)
  }
  return Buffer.concat(whole, size)
}

function openForm(http: Http) {
  try {
    return new Busboy({
      headers: { 'content-type': http.requestHeader('content-type') },
      limits: { files: 1, fields: 10, fieldSize: 10_000, parts: 12, headerPairs: 50 },
    })
  } catch {
    // the library throws a bare Error for a content type without a boundary
    throw nothingWhole()
  }
}

/** The first file of a `multipart/form-data` body, whatever its field is called. */
async function collectFromForm(
  http: Http,
  maxBytes: number,
  tooLarge: ProblemCode,
): Promise<Buffer> {
  const { stream } = http
  const form = openForm(http)
  const found = Promise.withResolvers<Buffer>()
  let seen = false
  form.on('file', (_field, file) => {
    seen = true
    collect(file, maxBytes, tooLarge).then(found.resolve, found.reject)
  })
  form.on('finish', () => seen || found.reject(nothingWhole()))
  form.on('error', () => found.reject(nothingWhole()))
  stream.on('close', () => stream.readableEnded || found.reject(nothingWhole()))
  stream.pipe(form)
  try {
    return await found.promise
  } finally {
    stream.unpipe(form)
    stream.resume()
  }
}

/** What a form says around its file, in bytes, at most. */
const formAround = 128 * 1024

interface Expected {
  /** Id of the sender. */
  whose: string
  maxBytes: number
  tooLarge: ProblemCode
}

/**
 * Receives the bytes sent, at most `maxBytes` of them, and works on them; until that is done they count as being held.
 * The signal tells the work that the client has hung up.
 * @throws Refusal `tooLarge`; `bad_input` when the body breaks off or the form holds no file; `sending_too_much`,
 * `too_busy`, `too_slow`
 */
export async function receive<T>(
  http: Http,
  { whose, maxBytes, tooLarge }: Expected,
  work: (bytes: Buffer, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const isForm = http.contentType === 'multipart/form-data'
  const longest = isForm ? maxBytes + formAround : maxBytes
  const { length = longest } = http
  if (length > longest) {
    http.stream.resume()
    refuse(tooLarge)
  }
  const held = files.hold(whose, length, http.stream.socket)
  try {
    const received = isForm
      ? collectFromForm(http, maxBytes, tooLarge)
      : collect(http.stream, maxBytes, tooLarge)
    return await work(await held.received(received), held.signal)
  } finally {
    held.giveBack()
  }
}
