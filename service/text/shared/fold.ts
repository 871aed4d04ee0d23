/** Makes texts alike that people write alike: a search finds a name whatever its accents, width, case and dashes. */

/** Letters that no decomposition takes apart. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŀ: 'l',
  ŋ: 'n',
  þ: 'th',
  ŧ: 't',
  ĸ: 'k',
  ς: 'σ',
  ё: 'е',
  ə: 'e',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/** Hiragana as katakana, so that either finds the other. */
const toKatakana = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0x60)

/**
 * Marks that belong to a letter of another sound stay: the voicing of kana, vowel signs and tones of Indic, Thai and
 * the like. Accents, which are left out when one is in a hurry, go.
 */
const accents = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g

export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(accents, '')
    .replace(/[\u3041-\u3096\u309d\u309e]/g, toKatakana)
    .normalize('NFC')
    .replace(special, (letter) => letters[letter] ?? letter)
    .replace(/[\p{Cf}\u0640]/gu, '')
    .replace(/['\u2018\u2019\u201b\u02bb\u02bc\u02b9\u00b4\u0060\u2032\u05f3]/g, '')
    .replace(
      /[\p{Pd}\u2212\u00b7\u30fb\u2022\u2027.,_/\\|()[\]{}<>"\u201c\u201d\u300c\u300d&+]+/gu,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
}
