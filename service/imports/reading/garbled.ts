/** Finds text that was damaged before the file came here: lost characters, and encodings that were mixed up. */
/** U+FFFD, which programs write for bytes they could not read, and C1 control characters without NEL (U+0085). */
const lost = /[\ufffd\u0080-\u0084\u0086-\u009f]/
/** HZ, an encoding of Chinese in ASCII (`~{MuF<~}`), and characters as numbers of HTML (`&#26519;`). */
const escaped = /~\{|&#x?[\da-f]{2}/i

/** The byte of each character of windows-1252 beyond ASCII. */
const bytes1252 = new Map(
  [
    ...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, n) => n + 128)),
  ].map((sign, n) => [sign, n + 128] as const),
)
const utf8 = new TextDecoder('utf-8', { fatal: true })
/** What names and remarks are written in: `ß’` is no double encoding although its bytes are valid UTF-8. */
const usual =
  /^[\p{P}\p{Zs}\p{Script=Inherited}\p{Script=Latin}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]+$/u

function isUtf8As1252(run: string): boolean {
  const bytes = [...run].map((sign) => bytes1252.get(sign) ?? 0)
  if (bytes.includes(0)) return false
  try {
    return usual.test(utf8.decode(Uint8Array.from(bytes)))
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** UTF-8 that some program took for windows-1252 and saved as UTF-8 once more: `JosÃ©` for `José`. */
const isEncodedTwice = (text: string) => (text.match(/[^\p{ASCII}]+/gu) ?? []).some(isUtf8As1252)

/** @param unsure the encoding of the file is not known for certain */
export function faultOfText(
  text: string,
  unsure = false,
): 'text_unreadable' | 'encoding_unsure' | undefined {
  if (lost.test(text) || escaped.test(text) || isEncodedTwice(text)) return 'text_unreadable'
  return unsure && /[^\p{ASCII}]/u.test(text) ? 'encoding_unsure' : undefined
}
