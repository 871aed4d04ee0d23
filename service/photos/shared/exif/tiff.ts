/** Reads the folders of a TIFF block and their values, whatever the byte order; damage costs one value, not all. */

/** Bytes of one value of each TIFF type; 129 is the UTF-8 of EXIF 3. */
const sizes: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  129: 1,
}
const textTypes = new Set([1, 2, 7, 129])
/** More entries than a real camera writes; a crafted file does not keep us busy. */
const mostEntries = 500
const longestText = 64
const mostDegrees = 180

export interface Entry {
  type: number
  count: number
  /** Where its values begin. */
  at: number
}

export type Folder = ReadonlyMap<number, Entry>

/** @returns undefined where `read` looks outside of the block */
function within<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

export class Tiff {
  readonly view: DataView
  readonly little: boolean

  /** @param bytes at least eight */
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.little = this.view.getUint16(0) === 0x4949
  }

  get valid(): boolean {
    return (
      (this.little || this.view.getUint16(0) === 0x4d4d) &&
      this.view.getUint16(2, this.little) === 42
    )
  }

  long(at: number): number {
    return this.view.getUint32(at, this.little)
  }

  /** Where the values of each tag of a folder stand; of a folder that is cut off, those that are there. */
  folder(at: number): Folder {
    const { view, little } = this
    const entries = new Map<number, Entry>()
    within(() => {
      const length = Math.min(view.getUint16(at, little), mostEntries)
      for (let index = 0; index < length; index++) {
        const entry = at + 2 + index * 12
        const type = view.getUint16(entry + 2, little)
        const count = this.long(entry + 4)
        const inline = (sizes[type] ?? 0) * count <= 4
        const values = inline ? entry + 8 : this.long(entry + 8)
        entries.set(view.getUint16(entry, little), { type, count, at: values })
      }
    })
    return entries
  }

  /** The folder that a tag of another one points to; an empty one when there is none. */
  folderAt(folder: Folder, tag: number): Folder {
    const entry = folder.get(tag)
    const at = entry && within(() => this.long(entry.at))
    return at === undefined ? new Map() : this.folder(at)
  }

  /** Up to its zero byte, without spaces around it; null when there is none. */
  text(folder: Folder, tag: number): string | null {
    const entry = folder.get(tag)
    if (!entry || !textTypes.has(entry.type)) return null
    let text = ''
    within(() => {
      for (let index = 0; index < Math.min(entry.count, longestText); index++) {
        const code = this.view.getUint8(entry.at + index)
        if (code === 0) break
        text += String.fromCharCode(code)
      }
    })
    return text.trim() || null
  }

  /** At most three numbers; NaN for a fraction of nothing. Null when the tag holds no numbers. */
  numbers(folder: Folder, tag: number): number[] | null {
    const entry = folder.get(tag)
    if (!entry || !entry.count) return null
    const size = sizes[entry.type] ?? 0
    const read = within(() =>
      Array.from({ length: Math.min(entry.count, 3) }, (_, index) =>
        this.#number(entry.type, entry.at + index * size),
      ),
    )
    return read?.every((number) => number !== null) ? read : null
  }

  #number(type: number, at: number): number | null {
    const { view, little } = this
    const signed = (offset: number) => view.getInt32(at + offset, little)
    const fraction = (over: number, below: number) => (below ? over / below : Number.NaN)
    // some cameras write a negative number where only positive ones are foreseen: it shows as one that no degree has
    const negative = (unsigned: number, other: number) =>
      unsigned > mostDegrees && other < 0 && other >= -mostDegrees ? other : unsigned
    if (type === 3) return view.getUint16(at, little)
    if (type === 8) return view.getInt16(at, little)
    if (type === 4) return negative(this.long(at), signed(0))
    if (type === 9) return signed(0)
    if (type === 5) {
      const below = this.long(at + 4)
      return negative(fraction(this.long(at), below), fraction(signed(0), below))
    }
    if (type === 10) return fraction(signed(0), signed(4))
    if (type === 11) return view.getFloat32(at, little)
    return type === 12 ? view.getFloat64(at, little) : null
  }
}
