/** Finds the encodings that a text may be in. Most of those before Unicode do not say which one they are. */
import { legacyEncodings, type Encoding } from '../shared.ts'
import { plausibilityOf } from './plausibility.ts'

export interface Reading {
  encoding: Encoding
  text: string
}

export interface Readings {
  /** The likeliest first. */
  all: [Reading, ...Reading[]]
  /** The file says so itself, or no other encoding is possible; if false, a person has to check. */
  certain: boolean
}

/** Not in any list of names: C1 control characters, the private use area, and U+FFFD for bytes that were lost. */
const unlikely = /[\u0080-\u009f\ue000-\uf8ff\ufffd]/

const startsWith = (bytes: Uint8Array, ...mark: number[]) =>
  mark.every((byte, at) => bytes[at] === byte)

/** @returns undefined when the bytes cannot be in this encoding */
function decoded(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** UTF-16 without a mark: digits, separators and line ends make every other byte of it zero. */
function halfZero(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const some = bytes.subarray(0, 2_000)
  const zeros = [0, 0]
  for (const [at, byte] of some.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > some.length / 8 && odd > even * 8) return 'utf-16le'
  return even > some.length / 8 && even > odd * 8 ? 'utf-16be' : undefined
}

function one(encoding: Encoding, bytes: Uint8Array): Readings | undefined {
  const text = decoded(encoding, bytes)
  return text === undefined ? undefined : { all: [{ encoding, text }], certain: true }
}

/** The encoding that the byte order mark at the beginning of the file names. */
function marked(bytes: Uint8Array): Encoding | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  return startsWith(bytes, 0xef, 0xbb, 0xbf) ? 'utf-8' : undefined
}

/** Broken bytes become U+FFFD: the encoding is certain, so only the rows that hold one have a problem. */
const leniently = (encoding: Encoding, bytes: Uint8Array): Readings => ({
  all: [{ encoding, text: new TextDecoder(encoding).decode(bytes) }],
  certain: true,
})

const escape = 0x1b
const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80)

/** Every encoding of the time before Unicode that the bytes may be in, the likeliest first. */
function legacyReadings(bytes: Uint8Array): Reading[] {
  const all = legacyEncodings.flatMap((encoding) => {
    const text = decoded(encoding, bytes)
    return text === undefined ? [] : { encoding, text }
  })
  const clean = all.filter(({ text }) => !unlikely.test(text))
  // one odd byte is no reason to read nothing: its row says so
  return (clean.length ? clean : all)
    .map((reading) => ({ reading, likely: plausibilityOf(reading.text, reading.encoding) }))
    .toSorted((a, b) => b.likely - a.likely)
    .map(({ reading }) => reading)
}

/** Characters that are counted: enough of a long file. */
const lookedAt = 100_000

/** UTF-8 with a few broken characters, as when a program cut a name by bytes. */
function brokenUtf8(bytes: Uint8Array): Reading | undefined {
  const text = new TextDecoder().decode(bytes)
  const signs = text.slice(0, lookedAt).match(/[^\p{ASCII}]/gu) ?? []
  const lost = signs.filter((sign) => sign === '\ufffd').length
  return lost * 2 < signs.length ? { encoding: 'utf-8', text } : undefined
}

/** A short text in a Chinese or Korean encoding can be valid UTF-8 too, and then has accented letters only. */
function mayBeOther(utf8: string, others: readonly Reading[]): boolean {
  const [first] = others
  return (
    first !== undefined &&
    plausibilityOf(utf8, 'utf-8') <= 0 &&
    plausibilityOf(first.text, first.encoding) >= 0.9
  )
}

/** @returns undefined when it is no text */
export function readingsOf(bytes: Uint8Array): Readings | undefined {
  const mark = marked(bytes)
  if (mark) return leniently(mark, bytes)
  const guess = halfZero(bytes)
  if (guess) return one(guess, bytes)
  if (bytes.includes(0)) return undefined
  if (isAscii(bytes)) {
    return (bytes.includes(escape) && one('iso-2022-jp', bytes)) || one('utf-8', bytes)
  }
  const others = legacyReadings(bytes)
  const text = decoded('utf-8', bytes)
  if (text !== undefined) {
    return { all: [{ encoding: 'utf-8', text }, ...others], certain: !mayBeOther(text, others) }
  }
  const broken = brokenUtf8(bytes)
  const [first, ...rest] = broken ? [broken, ...others] : others
  return first && { all: [first, ...rest], certain: false }
}
