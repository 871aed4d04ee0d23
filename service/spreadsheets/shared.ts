/** Encodings of text files that are read. */

/** Encodings of the time before Unicode, those of our languages first. */
export const legacyEncodings = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-874',
  'windows-1252',
  'windows-1258',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-5',
  // of other systems than Windows
  'macintosh',
  'x-mac-cyrillic',
  'koi8-r',
  'koi8-u',
  'ibm866',
] as const

/** All of them, as the WHATWG Encoding Standard names them. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'iso-2022-jp',
  ...legacyEncodings,
] as const
export type Encoding = (typeof encodings)[number]
