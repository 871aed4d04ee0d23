/** Words beside a number that say what it is, in the languages of the lists we were shown. */

/** In lower case; a label of several words is one where each of its words is here. */
const labels = new Set(
  `mobile mobil mobiles mob cell cellphone cellular cel celular handphone hand hp h p m t c phone phones ph tel
  telephone telp telepon telefon telefone telefono teléfono contact contacts number numbers no nos nr num nomor
  whatsapp wa whats app wechat viber line telegram zalo kakaotalk móvil movil móviles móv
  手机 手机号 手机号码 手机电话 电话 电话号码 移动电话 联系电话 联系方式 号码 微信
  手機 手機號 手機號碼 電話 電話號碼 行動電話 聯絡電話 號碼
  携帯 携帯電話 携帯番号 電話番号 휴대폰 휴대전화 핸드폰 전화 전화번호
  มือถือ โทร โทรศัพท์ เบอร์ เบอร์โทร เบอร์มือถือ sđt đt điện thoại di động số`.split(/\s+/),
)

/** Little pictures of telephones. */
const pictures = /[\u260e\u260f\u2706\u{1f4de}\u{1f4f1}\u{1f4f2}]/gu
const words = /[\p{L}\p{M}]+/gu
/** What may stand between a label and its number. */
const around = ' :.,;#/-'

export interface Unlabelled {
  text: string
  /** Country that is named before the number by its two letters. */
  region?: string
}

function trimAround(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && around.includes(text.charAt(from))) from++
  while (to > from && around.includes(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

/**
 * Takes labels off both ends.
 * @returns undefined when there are letters that are no label, or letters between the digits
 */
export function withoutLabels(given: string): Unlabelled | undefined {
  const text = given.replace(pictures, ' ').trim()
  if (!/\p{L}/u.test(text)) return text === given ? { text } : { text: trimAround(text) }
  const first = text.search(/\d/)
  const last = text.length - (/\D*$/.exec(text)?.[0].length ?? 0)
  const [before, number, after] = [text.slice(0, first), text.slice(first, last), text.slice(last)]
  if (first < 0 || /\p{L}/u.test(number)) return undefined
  let region: string | undefined
  for (const word of `${before} ${after}`.normalize('NFC').match(words) ?? []) {
    if (labels.has(word.toLowerCase())) continue
    if (!/^[A-Z]{2}$/.test(word) || region) return undefined
    region = word
  }
  const bare = trimAround(
    `${before.replace(words, '')}${number}${after.replace(words, '')}`.replace(
      /\([^+\d)]*\)/g,
      ' ',
    ),
  )
  // `tel +65 …` and `(tel: +65 …)`: the plus and the brackets belong to the number
  return { text: bare.replace(/^\(([^()]*)\)$/, '$1').trim(), ...(region ? { region } : {}) }
}
