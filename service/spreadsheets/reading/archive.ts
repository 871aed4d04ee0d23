/** Reads files out of a ZIP archive (APPNOTE 6.3) within a limit of memory: a small archive can hold gigabytes. */
import { inflateRawSync } from 'node:zlib'

/** Files in it. */
const mostEntries = 500

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const endLength = 22
const longestComment = 65_535
const entryLength = 46
const localLength = 30
const encryptedFlag = 1
const [methodStored, methodDeflate] = [0, 8]

interface Entry {
  flags: number
  method: number
  /** Bytes, packed and not, as the directory claims. */
  packed: number
  size: number
  /** Where its local header begins. */
  at: number
}

/** The archive is damaged, or does not hold what its directory says. */
export class BrokenArchive extends Error {}

/** An archive whose directory was read; content is unpacked when it is asked for. */
export class Archive {
  readonly #bytes: Uint8Array
  readonly #entries: Map<string, Entry>

  private constructor(bytes: Uint8Array, entries: Map<string, Entry>) {
    this.#bytes = bytes
    this.#entries = entries
  }

  /** @returns undefined when there is no directory that can be read, or it is of the kind for more than 4 GB */
  static open(bytes: Uint8Array): Archive | undefined {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const end = endOf(view)
    if (end === undefined) return undefined
    const count = view.getUint16(end + 10, true)
    let at = view.getUint32(end + 16, true)
    if (count > mostEntries || at === 0xffffffff) return undefined
    const entries = new Map<string, Entry>()
    for (let n = 0; n < count; n++) {
      if (at + entryLength > end || view.getUint32(at, true) !== entryMark) return undefined
      const nameLength = view.getUint16(at + 28, true)
      const name = new TextDecoder().decode(
        bytes.subarray(at + entryLength, at + entryLength + nameLength),
      )
      entries.set(keyOf(name), {
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        at: view.getUint32(at + 42, true),
      })
      at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return new Archive(bytes, entries)
  }

  /** Bytes that all of it claims to unpack to. */
  get size(): number {
    let size = 0
    for (const entry of this.#entries.values()) size += entry.size
    return size
  }

  has(path: string): boolean {
    return this.#entries.has(keyOf(path))
  }

  /**
   * @returns undefined when there is no such file
   * @throws BrokenArchive when it is encrypted, damaged, or longer than the directory claims
   */
  read(path: string): Uint8Array | undefined {
    const entry = this.#entries.get(keyOf(path))
    if (!entry) return undefined
    const { flags, method, packed, size, at } = entry
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
    if (flags & encryptedFlag || at + localLength > this.#bytes.length) throw new BrokenArchive()
    if (view.getUint32(at, true) !== localMark) throw new BrokenArchive()
    const from = at + localLength + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
    const content = this.#bytes.subarray(from, from + packed)
    if (content.length !== packed) throw new BrokenArchive()
    if (method === methodStored) return content
    if (method !== methodDeflate) throw new BrokenArchive()
    try {
      // one byte more than claimed is an error: the limit was checked against the claim
      return inflateRawSync(content, { maxOutputLength: Math.max(size, 1) })
    } catch (error) {
      throw new BrokenArchive('cannot be unpacked', { cause: error })
    }
  }
}

/** Writers do not agree on the case of letters and on slashes. */
const keyOf = (path: string) => path.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

function endOf(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment)
  for (let at = view.byteLength - endLength; at >= lowest; at--) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return undefined
}
