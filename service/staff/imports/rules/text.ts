/** Text of a CSV file in whichever encoding its program wrote it. */

const startsWith = (bytes: Uint8Array, ...mark: number[]) =>
  mark.every((byte, at) => bytes[at] === byte)

/** UTF-16 without a mark: every other byte of its beginning is zero. */
function halfZero(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const some = bytes.subarray(0, 200)
  const zeros = (from: number) => {
    let count = 0
    for (let at = from; at < some.length; at += 2) if (some[at] === 0) count++
    return count
  }
  const most = some.length / 4
  if (zeros(1) > most && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > most && zeros(1) === 0 ? 'utf-16be' : undefined
}

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * UTF-8, UTF-16, or what Excel writes where it is set to Chinese (GB 18030) or to a western language (Windows 1252).
 * @returns undefined when it is no text
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return decoded('utf-16le', bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return decoded('utf-16be', bytes)
  const half = halfZero(bytes)
  if (half) return decoded(half, bytes)
  if (bytes.includes(0)) return undefined
  return decoded('utf-8', bytes) ?? decoded('gb18030', bytes) ?? decoded('windows-1252', bytes)
}
