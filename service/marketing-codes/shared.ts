/**
 * Reads Marketing Codes as scanners deliver and people write them. One reader for scanning, typing, the check of the
 * service and the issue of codes; the phone uses it without signal.
 */
import { digitOf } from '../phone-numbers/shared/digits.ts'

/** What the codes of a list look like, such as `APMC-4F7K-2Q9D`. */
export const asPrinted = /^[A-Z0-9-]{6,40}$/

/** Dashes of every kind, and what stands for one on some keyboards; a macron has become its mark alone. */
const dashes = /(?:[\p{Pd}\u2212\u2043\u02d7\u02c9\u30fc\u2500\u2501\u2796_]|\u0304)+/gu
/** Between letters or digits of a code these are dashes too: tildes, raised points, the Chinese one, a Korean vowel. */
const likeDashes = /([A-Z0-9])\s*[~\u00b7\u2022\u2027\u2219\u30fb\u4e00\u1173]\s*(?=[A-Z0-9])/g
/** Left in the text by some scanners: the symbology identifier (ISO 15424), and the designator of an ECI. */
const scannerMarks = /^(?:\][A-Za-z][0-9a-zA-Z])?(?:\\\d{6})?/
const aroundIt =
  /^["'`\u2018-\u201f\u00ab\u00bb<>()[\]{}.,;:!?\u3001\u3002\u300c-\u300f\u3010\u3011]+|["'`\u2018-\u201f\u00ab\u00bb<>()[\]{}.,;:!?\u3001\u3002\u300c-\u300f\u3010\u3011]+$/gu
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i
const bareHost = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?=[/?#])/i
/** In a sentence or a path a code is only what begins as all codes do: any other word could be one. */
const inWords = /(?:^|[^A-Z0-9-])(APMC-[A-Z0-9]{2,12}(?:-[A-Z0-9]{2,12})*)(?![A-Z0-9-])/g
/** One without a digit may as well be words: `apmc-codes`. */
const likelyCode = /\d|^APMC(?:-[A-Z0-9]{4}){2,}$/
const withoutHyphens = /^APMC(?=[A-Z]*\d)[A-Z0-9]{4,30}$/

/** Without format signs, with plain letters, digits and hyphens. */
function plain(text: string): string {
  return text
    .replace(/\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u3164/gu, '')
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) ? sign : ''))
    .trim()
}

/** In capitals, with one hyphen for any dash. */
const written = (text: string) =>
  text
    .toUpperCase()
    .replace(dashes, '-')
    .replace(likeDashes, '$1-')
    .replace(/\s*-\s*/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')

/** The code that a whole text is, once spaces and line feeds are left out. */
function wholeCode(text: string): string | null {
  const words = written(text)
  // `welcome to our store` is none, however it ends up without its spaces
  if (/\s/.test(words) && !/\d/.test(words)) return null
  const code = words.replace(/\s+/g, '')
  // two of them, one after the other
  if (code.lastIndexOf('APMC') > 0) return null
  return asPrinted.test(code) && /[A-Z0-9]/.test(code) ? code : null
}

/** Without the encodings of addresses and of HTML; what was encoded twice as well. */
function decoded(text: string): string {
  let bare = text.replace(/&amp;/gi, '&').replace(/&#(?:45|x2d);/gi, '-')
  for (let times = 0; times < 2 && /%[\da-f]{2}/i.test(bare); times++) {
    try {
      bare = decodeURIComponent(bare)
    } catch {
      return bare
    }
  }
  return bare
}

/** The one that is likely to be a code; null where two are, as it cannot be told which is meant. */
function codeInWords(text: string): string | null {
  const codes = new Set([...written(text).matchAll(inWords)].flatMap(([, code]) => code ?? []))
  const likely = [...codes].filter((code) => likelyCode.test(code))
  const [found, another] = likely.length ? likely : codes
  return another ? null : (found ?? null)
}

/** A part of a path, or what another parameter says, is a code only if it begins as codes do. */
function codeInPart(part: string): string | null {
  const words = written(plain(decoded(part)))
  const bare = words.replace(/[\s+]+/g, '')
  const code = codeInWords(words) ?? (withoutHyphens.test(bare) ? bare : null)
  return code && likelyCode.test(code) ? code : null
}

/** Parameter `c` of a query, however it is written; else another one that holds a code, or an address that does. */
function codeInQuery(query: string, deeper: (address: string) => string | null): string | null {
  const values = [...new URLSearchParams(query.replace(/&amp;/gi, '&'))]
  for (const [name, value] of values) {
    const code = /^c$/i.test(name) ? wholeCode(plain(decoded(value))) : null
    if (code) return code
  }
  for (const [, value] of values) {
    const address = decoded(value)
    const code = scheme.test(address) ? deeper(address) : codeInPart(value)
    if (code) return code
  }
  return null
}

const partsOf = (path: string) => path.split('/').filter((part) => part !== '')

/** An ISO's QR code: its letters may happen to look like a Marketing Code. */
function leadsToIso(path: string): boolean {
  const parts = partsOf(path)
  return parts.length === 2 && parts[0]?.toLowerCase() === 'join'
}

/** @param depth of addresses that may stand in parameters of it */
function codeInAddress(address: string, ownOrigin: string | undefined, depth = 2): string | null {
  const [, origin = '', path = '', query = '', hash = ''] =
    /^([^/?#]*\/\/[^/?#]*|[^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(address) ?? []
  const [hashPath = '', hashQuery = ''] = hash.split('?', 2)
  if (leadsToIso(path) || leadsToIso(hashPath)) return null
  if (ownOrigin && origin.toLowerCase() === ownOrigin.toLowerCase()) return null
  const deeper = (inner: string) => (depth ? codeInAddress(inner, ownOrigin, depth - 1) : null)
  const told = codeInQuery(query, deeper) ?? codeInQuery(hashQuery, deeper)
  if (told) return told
  const parts = [...partsOf(path), ...partsOf(hashPath)].reverse()
  for (const part of parts) {
    const code = codeInPart(part)
    if (code) return code
  }
  return null
}

/** The address in a text: all of it, where a label wraps it over lines, or one word among others. */
function addressIn(text: string): string | undefined {
  const isWrapped = /^\S+(?:\s*[\r\n]\s*\S+)*$/.test(text)
  const words = isWrapped ? [text.replace(/\s+/g, '')] : text.split(/\s+/)
  return words
    .map((word) => word.replace(aroundIt, ''))
    .find((word) => scheme.test(word) || bareHost.test(word))
}

/**
 * The code in what a scanner read or a person typed: the code itself, or an address whose parameter `c` or else a part
 * of its path it is; null when there is none. No word of an address is taken for a code.
 * @param ownOrigin of this service, whose addresses are no codes
 */
export function codeFromQr(text: string, ownOrigin?: string): string | null {
  const bare = plain(text).replace(scannerMarks, '').replace(aroundIt, '')
  const isAddress = addressIn(bare) !== undefined
  const words = isAddress ? bare : plain(decoded(bare))
  const address = addressIn(words)
  if (address) return codeInAddress(address, ownOrigin)
  return wholeCode(words) ?? codeInWords(words)
}
