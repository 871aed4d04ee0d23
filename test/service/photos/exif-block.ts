/** Writes EXIF blocks as cameras of several makers do, also those that libvips would not write. */

type Numbers = [numerator: number, denominator: number][]

/** A tag's value: text, fractions (signed where `signed`), or text under another type. */
export type Value =
  string | { signed?: boolean; fractions: Numbers } | { type: number; text: string }

export interface Block {
  main?: Record<number, Value>
  exif?: Record<number, Value>
  gps?: Record<number, Value>
  little?: boolean
}

interface Written {
  type: number
  count: number
  bytes: Buffer
}

function write(value: Value, little: boolean): Written {
  if (typeof value === 'string') return write({ type: 2, text: value }, little)
  if ('text' in value) {
    const bytes = Buffer.from(`${value.text}\0`, 'latin1')
    return { type: value.type, count: bytes.length, bytes }
  }
  const bytes = Buffer.alloc(value.fractions.length * 8)
  value.fractions.flat().forEach((number, index) => {
    const bits = number >>> 0
    if (little) bytes.writeUInt32LE(bits, index * 4)
    else bytes.writeUInt32BE(bits, index * 4)
  })
  return { type: value.signed ? 10 : 5, count: value.fractions.length, bytes }
}

/** A TIFF block with the folders of a camera; pointers between them are added. */
export function exifBlock({ main = {}, exif, gps, little = false }: Block): Buffer {
  const short = (number: number) => {
    const bytes = Buffer.alloc(2)
    if (little) bytes.writeUInt16LE(number)
    else bytes.writeUInt16BE(number)
    return bytes
  }
  const long = (number: number) => {
    const bytes = Buffer.alloc(4)
    if (little) bytes.writeUInt32LE(number)
    else bytes.writeUInt32BE(number)
    return bytes
  }
  const pointer = (at: number): Written => ({ type: 4, count: 1, bytes: long(at) })
  const folder = (at: number, values: [number, Written][]) => {
    const sorted = values.toSorted(([one], [other]) => one - other)
    let free = at + 2 + sorted.length * 12 + 4
    const entries: Buffer[] = []
    const data: Buffer[] = []
    for (const [tag, { type, count, bytes }] of sorted) {
      const inline = bytes.length <= 4
      entries.push(short(tag), short(type), long(count))
      entries.push(inline ? Buffer.concat([bytes, Buffer.alloc(4)], 4) : long(free))
      if (inline) continue
      data.push(bytes)
      free += bytes.length
    }
    return Buffer.concat([short(sorted.length), ...entries, long(0), ...data])
  }
  const written = (values: Record<number, Value> = {}) =>
    Object.entries(values).map(([tag, value]): [number, Written] => [
      Number(tag),
      write(value, little),
    ])
  const first = written(main)
  const withPointers = (exifAt: number, gpsAt: number) =>
    folder(8, [
      ...first,
      ...(exif ? [[0x8769, pointer(exifAt)] as [number, Written]] : []),
      ...(gps ? [[0x8825, pointer(gpsAt)] as [number, Written]] : []),
    ])
  const exifAt = 8 + withPointers(0, 0).length
  const exifFolder = exif ? folder(exifAt, written(exif)) : Buffer.alloc(0)
  const gpsAt = exifAt + exifFolder.length
  const gpsFolder = gps ? folder(gpsAt, written(gps)) : Buffer.alloc(0)
  const head = Buffer.concat([Buffer.from(little ? 'II' : 'MM'), short(42), long(8)])
  return Buffer.concat([head, withPointers(exifAt, gpsAt), exifFolder, gpsFolder])
}

/** A JPEG with this block in a segment of its own. */
export function withBlock(jpeg: Buffer, block: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0'), block])
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff])
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}
