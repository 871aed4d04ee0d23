/**
 * How much a text looks like names in the language of its encoding. It puts readings of the same bytes in order and
 * proves nothing: detectors of the field judge pages of prose, and are wrong about short lists (decision 039).
 */

/** Signs of the first level of a national standard, in use every day: leading bytes × trailing bytes. */
function firstLevel(encoding: string, lead: [number, number], trail: [number, number]) {
  const signs = new Set<string>()
  const decoder = new TextDecoder(encoding)
  for (let first = lead[0]; first <= lead[1]; first++) {
    for (let second = trail[0]; second <= trail[1]; second++) {
      const text = decoder.decode(new Uint8Array([first, second]))
      if (text.length === 1 && text !== '\ufffd') signs.add(text)
    }
  }
  return signs
}

interface Language {
  common: () => Set<string>
  /** First signs of frequent family names. */
  families: Set<string>
}

/** Made when it is first needed, and then kept. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

const simplified: Language = {
  common: once(() => firstLevel('gb18030', [0xb0, 0xd7], [0xa1, 0xfe])),
  families: new Set(
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤欧司',
  ),
}
const traditional: Language = {
  common: once(() => firstLevel('big5', [0xa4, 0xc6], [0x40, 0xfe])),
  families: new Set(
    '王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高羅鄭梁謝宋唐許鄧韓馮曹彭曾蕭田董袁潘于蔣蔡余杜葉程蘇魏呂丁任沈姚盧姜崔鍾譚陸汪范金石廖賈夏韋方白鄒孟熊秦邱江尹薛段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴武戴莫孔湯歐司',
  ),
}
const japanese: Language = {
  common: once(() => firstLevel('euc-jp', [0xb0, 0xcf], [0xa1, 0xfe])),
  families: new Set(
    '佐鈴高田伊渡山中小加吉松井斎清木林池橋石森阿前藤岡後長近青坂福太西三村本大川上野原安武竹宮金内増関平今河島',
  ),
}
const korean: Language = {
  common: once(() => firstLevel('euc-kr', [0xb0, 0xc8], [0xa1, 0xfe])),
  families: new Set(
    '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길',
  ),
}

const languages: Record<string, Language> = {
  gb18030: simplified,
  big5: traditional,
  shift_jis: japanese,
  'euc-jp': japanese,
  'euc-kr': korean,
}

/** Signs that are looked at: enough of a long file. */
const looked = 4_000

const notAscii = /[^\p{ASCII}]/u
const ideograph = /^[\p{Script=Han}\p{Script=Hangul}]+$/u
const kana = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u
const halfKana = /[\uff61-\uff9f]/u
const letters = /^[\p{L}\p{M}]+$/u
/** Lower before upper, as no word of a name but `McAdam` has it. */
const mixedCase = /\p{Ll}\p{Lu}/u

/** What a run of letters and other signs tells, between -1 and 2 for each sign. */
function likenessOf(word: string, language: Language | undefined): number {
  const signs = [...word]
  const foreign = signs.filter((sign) => notAscii.test(sign))
  const text = foreign.join('')
  if (!letters.test(text)) return -foreign.length
  const withLatin = signs.length > foreign.length
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)) {
    if (withLatin || halfKana.test(text)) return -0.5 * foreign.length
    if (!language) return 0
    const common = language.common()
    let sum = 0
    for (const sign of foreign) {
      if (kana.test(sign)) sum += language === japanese ? 1 : -0.5
      else sum += ideograph.test(sign) && common.has(sign) ? 1 : -1
    }
    const isFamily = language.families.has(foreign[0] ?? '') && foreign.length <= 5
    return isFamily ? sum + foreign.length : sum
  }
  if (mixedCase.test(word)) return -foreign.length
  if (/^[\p{Script=Latin}\p{Script=Inherited}]+$/u.test(text)) {
    // accents stand among plain letters
    return withLatin ? foreign.length * (foreign.length < signs.length / 2 ? 1 : 0.5) : 0
  }
  return withLatin || foreign.length < 2 ? -foreign.length : 0.8 * foreign.length
}

/** Above 0 when the words of a text look like words; at most 2. */
export function plausibilityOf(text: string, encoding: string): number {
  const language = languages[encoding]
  let sum = 0
  let count = 0
  for (const word of wordsOf(text)) {
    const foreign = [...word].filter((sign) => notAscii.test(sign)).length
    sum += likenessOf(word, language)
    count += foreign
    if (count > looked) break
  }
  return count ? sum / count : 0
}

/** Runs that hold a sign beyond ASCII; digits, spaces and separators end one. */
function* wordsOf(text: string): Generator<string> {
  for (const [word] of text.matchAll(/(?:[A-Za-z'’]|[^\s\p{ASCII}])+/gu)) {
    if (notAscii.test(word)) yield word
  }
}
