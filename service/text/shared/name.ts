/**
 * What a name of a person may be, by one rule for every door (docs/decisions/037): composed, with a character that can
 * be seen and none that cannot, and on one line in one direction.
 */

export type NameProblem = 'missing' | 'too_long' | 'not_plain'

/** Signs in a name; DingTalk takes no more. */
export const longestName = 80
/** UTF-16 units: marks and joiners count for nothing in a name, but are not endless. */
const longestText = 400

/**
 * What ends a line, steers a device, turns the direction of what follows, is half of a pair, stands for an object or
 * a lost letter, or is no character. Chinese characters of names are still being added, and an older browser does not
 * know the newest: the planes of these are left out.
 */
const notPlain =
  /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Cs}\ufffc\ufffd]|(?![\u{20000}-\u{3fffd}])\p{Cn}/u
/** What shows something by itself; a combining mark does not. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u
/** Signs as wide as a letter that show nothing: blank Braille, and what stands for a missing Korean letter. */
const blank = /[\u2800\u115f\u1160\u3164\uffa0]/g
/** Signs without width. Joiners and selectors are looked at beside their neighbours. */
const invisible =
  /[\u034f\u17b4\u17b5]|(?![\p{Join_Control}\u202a-\u202e\u2066-\u2069\u{e0020}-\u{e007f}])\p{Cf}/gu
/** Parts of one picture: a woman, a skin, a wrench; flags of parts of a country. */
const picture = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u{e0020}-\u{e007f}]/u
/** Scripts whose letters take other forms beside each other, which a joiner steers. */
const joins =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}\p{M}]/u

function staysBetween(sign: string, before: string, after: string): boolean {
  if (/\p{Join_Control}/u.test(sign)) {
    const inPicture = picture.test(before) && picture.test(after)
    return inPicture || (joins.test(before) && joins.test(after))
  }
  // selectors: of pictures, and of forms of one Chinese letter
  if (/[\ufe0e\ufe0f]/.test(sign)) return /[\p{Extended_Pictographic}\d#*]/u.test(before)
  if (/\p{Variation_Selector}/u.test(sign))
    return /[\p{Script=Han}\p{Script=Mongolian}]/u.test(before)
  return picture.test(before)
}

const steering = /[\p{Join_Control}\p{Variation_Selector}\u{e0020}-\u{e007f}]/u

function withoutStrayJoiners(text: string): string {
  if (!steering.test(text)) return text
  const signs = [...text]
  return signs
    .filter((sign, at) => {
      if (!steering.test(sign)) return true
      return staysBetween(sign, signs[at - 1] ?? '', signs[at + 1] ?? '')
    })
    .join('')
}

/** The name as it is kept; what is wrong with it is left for `problemOfName`. */
export function cleanName(given: string): string {
  const seen = given.normalize('NFC').replace(blank, ' ').replace(invisible, '')
  return withoutStrayJoiners(seen)
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/^ | $/g, '')
}

/** The number of characters that a reader sees. */
export function signsIn(text: string): number {
  const alone = text.replace(
    /\u200d\P{M}|[\p{M}\p{Emoji_Modifier}\p{Join_Control}\u{e0020}-\u{e007f}]/gu,
    '',
  )
  return [...alone].length
}

/** @param name a cleaned one */
export function problemOfName(name: string, longest = longestName): NameProblem | undefined {
  if (notPlain.test(name)) return 'not_plain'
  if (!visible.test(name)) return 'missing'
  return name.length > longestText || signsIn(name) > longest ? 'too_long' : undefined
}

/** A name that others have made, as to be shown: what must not be in one is left out. */
export function shownName(given: string): string {
  return cleanName(given.replace(new RegExp(notPlain, 'gu'), ' ')).trim()
}

/** Cut to what fits into so many UTF-16 units, and never through a sign. */
export function cutTo(longest: number, name: string): string {
  let cut = ''
  for (const sign of name) {
    if (cut.length + sign.length > longest) break
    cut += sign
  }
  return cut
}
