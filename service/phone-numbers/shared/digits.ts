/** Digits and signs of all scripts as ASCII, which is what the rest of the reader works on. */

const isDigit = /^\p{Nd}$/u

/** Runs of ten digits begin at a code point that ends in 0 or 6 (hexadecimal), but for the mathematical ones. */
export function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10)
  const low = code & 0xf
  return String(isDigit.test(String.fromCodePoint(code - low)) ? low : low - 6)
}

/** `０` to `0`, `（` to `(`. */
const narrow = (sign: string) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0)

/**
 * Nothing is added and nothing but invisible signs is dropped: a circled or raised digit is no digit of a number,
 * so compatibility forms in general stay as they are.
 */
export function inAscii(text: string): string {
  return text
    .replace(/[\p{Cf}\ufe0f]/gu, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\uff01-\uff5e]/g, narrow)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Z}\t]/gu, ' ')
    .replace(/[\p{Pd}\u2212\u30fc\uff70\u00b7\u2022\u2027\u2219\u30fb]/gu, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/[\u066b\u3002]/g, '.')
    .replace(/[\u060c\u3001\u066c]/g, ',')
    .replace(/\u061b/g, ';')
    .replace(/[[\u3010\u3014]/g, '(')
    .replace(/[\]\u3011\u3015]/g, ')')
    .replace(/[\u2018\u2019\u201b`\u00b4]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"')
}
