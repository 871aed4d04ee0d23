/** What an archive says of itself before it is opened: a small file can hold gigabytes. */

/** Bytes that a workbook may unpack to: 5,000 people with two dozen columns are a tenth of it. */
export const mostUnpacked = 40 * 1024 * 1024
/** Files in it. */
const mostEntries = 500

const endMark = 0x06054b50
const entryMark = 0x02014b50
const endLength = 22
const longestComment = 65_535
const entryLength = 46

/**
 * Names and sizes in the directory of a ZIP archive.
 * @returns undefined when there is no directory that can be read, or it is of the kind for more than 4 GB
 */
export function unpacked(bytes: Uint8Array): { size: number; names: string[] } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lowest = Math.max(0, bytes.length - endLength - longestComment)
  let end = bytes.length - endLength
  while (end >= lowest && view.getUint32(end, true) !== endMark) end--
  if (end < lowest || end < 0) return undefined
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > mostEntries || at === 0xffffffff) return undefined
  const names: string[] = []
  let size = 0
  for (let n = 0; n < count; n++) {
    if (at + entryLength > end || view.getUint32(at, true) !== entryMark) return undefined
    size += view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const name = bytes.subarray(at + entryLength, at + entryLength + nameLength)
    names.push(new TextDecoder().decode(name))
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return { size, names }
}
