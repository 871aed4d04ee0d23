/** Reads bodies of the kind `multipart/form-data`: their fields, and the one file that they may carry. */
import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { UploadedFile } from './platform.ts'

/** Bytes of a file that are read: more than any kind of file may have. */
const maxBytes = 21 * 1024 * 1024

export interface Multipart {
  fields: Record<string, string>
  file?: UploadedFile
}

/** Rejects when the body is not what its header says. */
export function readMultipart(request: IncomingMessage): Promise<Multipart> {
  return new Promise((resolve, reject) => {
    const parts: Multipart = { fields: {} }
    const parser = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { fileSize: maxBytes, files: 1 },
    })
    parser.on('field', (name, value) => {
      parts.fields[name] = value
    })
    parser.on('file', (_name, stream, name) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        parts.file = { name, bytes: Buffer.concat(chunks), isCut: stream.truncated === true }
      })
    })
    parser.on('finish', () => resolve(parts))
    parser.on('error', reject)
    request.on('error', reject)
    // a caller who hangs up leaves no file
    request.on('close', () => request.readableEnded || reject(new Error('the body broke off')))
    request.pipe(parser)
  })
}
