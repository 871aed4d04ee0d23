/**
 * Reads Marketing Codes as scanners deliver and people write them. One reader for scanning, typing, the check of the
 * service and the issue of codes; the phone uses it without signal.
 */

/** What the codes of a list look like, such as `APMC-4F7K-2Q9D`. */
export const asPrinted = /^[A-Z0-9-]{6,40}$/

/** Dashes of every kind, and what stands for one on some keyboards. */
const dashes = /[\p{Pd}\u2212\u2043\u02d7\u00af\u30fc\u2500_]+/gu
/** Left in the text by some scanners: the symbology identifier (ISO 15424), and the designator of an ECI. */
const scannerMarks = /^(?:\][A-Za-z][0-9a-zA-Z])?(?:\\\d{6})?/
const aroundIt =
  /^["'`\u2018-\u201f\u00ab\u00bb<>()[\]{}.,;:!?\u3001\u3002\u300c-\u300f\u3010\u3011]+|["'`\u2018-\u201f\u00ab\u00bb<>()[\]{}.,;:!?\u3001\u3002\u300c-\u300f\u3010\u3011]+$/gu
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i
const bareHost = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?=[/?#])/i
/** In a sentence or a path a code is only what begins as all codes do: any other word could be one. */
const inWords = /(?:^|[^A-Z0-9-])(APMC-[A-Z0-9]{2,12}(?:-[A-Z0-9]{2,12})*)(?![A-Z0-9-])/
const withoutHyphens = /^APMC(?=[A-Z]*\d)[A-Z0-9]{4,30}$/

/** Without format signs, with plain letters, digits and hyphens. */
function plain(text: string): string {
  return text
    .replace(/\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u3164/gu, '')
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) ? sign : ''))
    .trim()
}

/** In capitals, with one hyphen for any dash. */
const written = (text: string) =>
  text
    .toUpperCase()
    .replace(dashes, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')

/** The code that a whole text is, once spaces and line feeds are left out. */
function wholeCode(text: string): string | null {
  const words = written(text)
  // `welcome to our store` is none, however it ends up without its spaces
  if (/\s/.test(words) && !/\d/.test(words)) return null
  const code = words.replace(/\s+/g, '')
  return asPrinted.test(code) && /[A-Z0-9]/.test(code) ? code : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A part of a path is a code only if it begins as codes do. */
function codeInPart(part: string): string | null {
  const words = written(plain(decoded(part)))
  return inWords.exec(words)?.[1] ?? (withoutHyphens.test(words) ? words : null)
}

/** Parameter `c` of a query, however it is written. */
function codeInQuery(query: string): string | null {
  for (const [name, value] of new URLSearchParams(query)) {
    const code = /^c$/i.test(name) ? wholeCode(plain(value)) : null
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

function codeInAddress(address: string, ownOrigin: string | undefined): string | null {
  const [, origin = '', path = '', query = '', hash = ''] =
    /^([^/?#]*\/\/[^/?#]*|[^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(address) ?? []
  const [hashPath = '', hashQuery = ''] = hash.split('?', 2)
  if (leadsToIso(path) || leadsToIso(hashPath)) return null
  if (ownOrigin && origin.toLowerCase() === ownOrigin.toLowerCase()) return null
  const told = codeInQuery(query) ?? codeInQuery(hashQuery)
  if (told) return told
  const parts = [...partsOf(path), ...partsOf(hashPath)].reverse()
  for (const part of parts) {
    const code = codeInPart(part)
    if (code) return code
  }
  return null
}

/**
 * The code in what a scanner read or a person typed: the code itself, or an address whose parameter `c` or else a part
 * of its path it is; null when there is none. No word of an address is taken for a code.
 * @param ownOrigin of this service, whose addresses are no codes
 */
export function codeFromQr(text: string, ownOrigin?: string): string | null {
  const bare = plain(text).replace(scannerMarks, '').replace(aroundIt, '')
  // a wrapped address goes on in the next line
  const address = bare.replace(/\s+/g, '')
  if (scheme.test(address) || bareHost.test(address)) return codeInAddress(address, ownOrigin)
  return wholeCode(bare) ?? inWords.exec(written(bare))?.[1] ?? null
}
