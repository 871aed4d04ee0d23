/** Reads one file from a request body: raw bytes, or the file of a form, up to a limit. */
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { refuse, Refusal } from '../errors.ts'
import type { ProblemCode } from '../problems/contract.ts'
import type { Http } from './serve.ts'

/** The body broke off, or there is no file in it: the sender has to send it again. */
const nothingWhole = () => new Refusal('bad_input', { field: 'body' })

/** Collects a stream, and stops keeping anything as soon as there is too much. */
async function collect(stream: Readable, most: number, tooLarge: ProblemCode): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const done = Promise.withResolvers<void>()
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else {
      chunks.length = 0
      done.resolve()
    }
  })
  stream.on('end', done.resolve)
  stream.on('error', () => done.reject(nothingWhole()))
  stream.on('close', () => done.reject(nothingWhole()))
  await done.promise
  if (size > most) {
    // what still comes is read and dropped, so that the sender hears the refusal
    stream.removeAllListeners('data').resume()
    refuse(tooLarge)
  }
  return Buffer.concat(chunks)
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
async function collectFromForm(http: Http, most: number, tooLarge: ProblemCode): Promise<Buffer> {
  const { stream } = http
  const form = openForm(http)
  const found = Promise.withResolvers<Buffer>()
  let seen = false
  form.on('file', (_field, file) => {
    seen = true
    collect(file, most, tooLarge).then(found.resolve, found.reject)
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

/**
 * The bytes sent, at most `most` of them; nothing more is kept in memory.
 * @throws Refusal `tooLarge`; `bad_input` when the body breaks off or the form holds no file
 */
export async function readBytes(http: Http, most: number, tooLarge: ProblemCode): Promise<Buffer> {
  return http.contentType === 'multipart/form-data'
    ? collectFromForm(http, most, tooLarge)
    : collect(http.stream, most, tooLarge)
}
