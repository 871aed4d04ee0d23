/** Keeps a text from being calculated by the program that opens it, and takes that away again. */

/**
 * What programs take for the beginning of a formula or of another cell (OWASP, CSV injection), also as wide signs and
 * behind blanks and signs that cannot be seen, which some of them drop. A number of a telephone or any other
 * calculates nothing.
 */
export const formula =
  /^(?!\+?\d+$)(?:[\s\p{Z}\p{Cc}\p{Cf}\u2800\u3164\u115f\u1160\uffa0]*[=+\-@;|%\uff1d\uff0b\uff0d\uff20\uff1b\uff5c\uff05\u2212\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n])/u

/** A text that no spreadsheet calculates: what would be a formula gets an apostrophe before it. */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The text that was guarded; any other apostrophe stays where it is. */
export function unguarded(text: string): string {
  return text.startsWith("'") && guarded(text.slice(1)) === text ? text.slice(1) : text
}
