/** A ZIP archive (APPNOTE 6.3) written as its content comes, so that none of it is kept. */
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipEntry {
  /** Path inside the archive, ASCII. */
  name: string
  content: Iterable<string> | AsyncIterable<string>
}

/** What the directory at the end tells of an entry. */
interface Written {
  name: Buffer
  crc: number
  /** Bytes, deflated and not. */
  deflated: number
  size: number
  /** Where it begins. */
  at: number
}

const version = 20
/** Size and checksum follow the content; names are UTF-8. */
const flags = 0x0808
const methodDeflate = 8
/** 1 January 1980, the first day that the format knows: a file tells nothing by its date. */
const date = 0x0021

function header(name: Buffer): Buffer {
  const bytes = Buffer.alloc(30)
  bytes.writeUInt32LE(0x04034b50, 0)
  bytes.writeUInt16LE(version, 4)
  bytes.writeUInt16LE(flags, 6)
  bytes.writeUInt16LE(methodDeflate, 8)
  bytes.writeUInt16LE(date, 12)
  bytes.writeUInt16LE(name.length, 26)
  return Buffer.concat([bytes, name])
}

function descriptor({ crc, deflated, size }: Written): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(deflated, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directoryEntry({ name, crc, deflated, size, at }: Written): Buffer {
  const bytes = Buffer.alloc(46)
  bytes.writeUInt32LE(0x02014b50, 0)
  bytes.writeUInt16LE(version, 4)
  bytes.writeUInt16LE(version, 6)
  bytes.writeUInt16LE(flags, 8)
  bytes.writeUInt16LE(methodDeflate, 10)
  bytes.writeUInt16LE(date, 14)
  bytes.writeUInt32LE(crc, 16)
  bytes.writeUInt32LE(deflated, 20)
  bytes.writeUInt32LE(size, 24)
  bytes.writeUInt16LE(name.length, 28)
  bytes.writeUInt32LE(at, 42)
  return Buffer.concat([bytes, name])
}

function end(entries: number, length: number, at: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(entries, 8)
  bytes.writeUInt16LE(entries, 10)
  bytes.writeUInt32LE(length, 12)
  bytes.writeUInt32LE(at, 16)
  return bytes
}

/** Notes length and checksum of what passes. */
async function* noted(content: ZipEntry['content'], entry: Written): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

/** Entries below 4 GB each. @throws what the content throws, in the middle of the archive */
export async function* zip(entries: ZipEntry[]): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let at = 0
  for (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, deflated: 0, size: 0, at }
    const head = header(entry.name)
    yield head
    // a failure reaches the reader of the deflated bytes
    const deflated = pipeline(
      Readable.from(noted(content, entry), { objectMode: false }),
      createDeflateRaw(),
      () => undefined,
    )
    for await (const bytes of deflated as AsyncIterable<Buffer>) {
      entry.deflated += bytes.length
      yield bytes
    }
    const tail = descriptor(entry)
    yield tail
    written.push(entry)
    at += head.length + entry.deflated + tail.length
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield end(written.length, directory.length, at)
}
