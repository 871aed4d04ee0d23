/** Knows the titles of columns in our languages, word by word, so that `手机号 Mobile *` is one and `Emergency phone` none. */

export type Column = 'name' | 'phone'

export interface Title {
  column: Column
  /** The higher of two is the better column: a title that says mobile before one that says telephone. */
  rank: number
  /** Has a known word that is not ASCII: it would not be one in another encoding. */
  beyondAscii: boolean
}

/** Longest title; a longer cell is text. */
const longestTitle = 100

const words = (text: string) => text.trim().split(/\s+/)
/** As titles are compared: width, case and the ways to write an accent do not matter. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFC')
const setOf = (text: string) => new Set(words(plain(text)))

/** Words that make a title one of a name; Korean, Thai and Vietnamese words stand apart, Chinese and Japanese do not. */
const names = setOf(`
  name names fullname nama namalengkap tên ten hovaten nombre nombres nome
  姓名 名字 名称 全名 中文名 真实姓名 员工姓名 人员姓名 成员姓名 名稱 真實姓名 員工姓名 人員姓名
  氏名 名前 お名前 フルネーム 社員名 従業員名 スタッフ名 担当者名 利用者名
  이름 성명 성함 직원명 사원명 직원이름
  ชื่อ ชื่อเต็ม ชื่อสกุล ชื่อนามสกุล ชื่อและนามสกุล ชื่อพนักงาน`)
/** Words that are titles of a name where nothing better stands beside them. */
const people = setOf(
  'staff employee employees 员工 員工 人员 人員 社員 従業員 スタッフ 직원 사원 พนักงาน',
)

/** Words that make a title one of a mobile number, of any number, and of what may be a fixed line. */
const mobiles = setOf(`
  mobile mobiles cell cellphone handphone hp hphone smartphone bimbit seluler selular ponsel celular cellulare móvil movil telemóvel động dong
  手机 手机号 手机号码 移动电话 手機 手機號 手機號碼 行動電話 流動電話 移動電話 手提電話 手提电话 行動電話號碼 移动电话号码
  携帯 携帯電話 携帯番号 携帯電話番号 携帯電話の番号 スマホ ケータイ
  휴대폰 휴대전화 핸드폰 휴대폰번호 휴대전화번호 핸드폰번호 모바일
  มือถือ เบอร์มือถือ โทรศัพท์มือถือ เบอร์โทรศัพท์มือถือ หมายเลขมือถือ หมายเลขโทรศัพท์มือถือ`)
const phones = setOf(`
  phone phones telefon telepon telpon telefone thoại thoai sđt sdt đt whatsapp wa
  电话 电话号码 联系电话 联络电话 電話 電話號碼 聯絡電話 聯繫電話 聯絡號碼 電話番号 連絡先電話番号
  전화 전화번호 연락처 โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์ หมายเลขโทรศัพท์ เบอร์ติดต่อ`)
const lines = setOf('tel telephone telp tlp teléfono telefono 联系方式 聯絡方式 連絡先 โทร')

/** Words that change nothing beside one of those. */
const besideBoth = setOf(`
  staff employee employees member person worker promoter your the of s and in required optional personal
  karyawan pekerja pegawai staf petugas nhân viên nhan vien
  必填 选填 必填项 選填 必須 任意 필수 员工 員工 人员 人員 社員 従業員 スタッフ 직원 사원 พนักงาน`)
const besideNames = setOf(
  'full real legal complete lengkap penuh completo y e de del họ ho và va đầy đủ 및 성 สกุล นามสกุล และ',
)
const besidePhones = setOf(`
  number numbers no nos num nr nomor nombor nomer số so 1 contact work main primary with country area code incl
  including international format dingtalk de número numero di điện dien 号码 號碼 番号 번호 หมายเลข เบอร์`)
/** `Contact number` is a title, `Contact` may be a name and `Number` anything. */
const numberWords = setOf('number numbers no num nomor nombor 번호')

/** Words in brackets that change nothing: remarks on how to fill in the column, and the language of a name. */
const remarks = setOf(`
  with without country code codes area incl including include international format text digit digits eg e g example
  ex as on id passport shown per mandatory compulsory please fill only english chinese wajib opsional contoh obligatorio
  opcional ejemplo bắt buộc ví dụ sg singapore cn china hk my malaysia th thailand indonesia vn vietnam ph philippines
  jp japan kr korea tw taiwan
  必填 必填项 选填 選填 必須 任意 필수 선택 จำเป็น 中文 英文 英语 拼音 中英文 例如 例 如 位 位数 位數 钉钉 釘釘
  含区号 带区号 加区号 含國碼 含国家代码 含国家区号 带国家代码 带国家区号 加国家代码 加国家区号 含國家代碼 含國家區號
  国家代码 国家区号 国际区号 区号 國家代碼 區號 国番号付き 국가번호포함`)

const openings = '([{【「〔《<'
const closings = ')]}】」〕》>'

/** What stands outside brackets, and inside them. */
function apart(text: string): { outside: string; inside: string } {
  let depth = 0
  let outside = ''
  let inside = ''
  for (const sign of text) {
    if (openings.includes(sign)) depth++
    else if (closings.includes(sign)) depth = Math.max(0, depth - 1)
    else if (depth) inside += sign
    else outside += sign
  }
  return { outside: `${outside} `, inside }
}

/** Latin words; runs of other letters, which Chinese, Japanese and Thai do not part; digits. */
const word =
  /\p{Script=Latin}[\p{Script=Latin}\p{M}]*|(?:(?!\p{Script=Latin})[\p{L}\p{M}ー])+|\d+/gu

/** What forms put before a title: `您的手机号`. */
const prefixes = words('您的 你的 本人 个人 個人 请填写 请输入 請填寫 請輸入 员工 員工 成员 成員')

/** A word without what forms put before it. */
function bare(found: string): string {
  const prefix = prefixes.find((one) => found.length > one.length && found.startsWith(one))
  return prefix && !names.has(found) ? found.slice(prefix.length) : found
}

/** `Contact person's mobile` is the number of another person. */
const isOfContact = (found: readonly string[]) =>
  found.includes('contact') && (found.includes('person') || found.includes('member'))

function rankOf(found: readonly string[]): { column: Column; rank: number } | undefined {
  if (isOfContact(found)) return undefined
  const isName = found.some((one) => names.has(one))
  const isContact = found.includes('contact') && found.some((one) => numberWords.has(one))
  const rank = found.some((one) => mobiles.has(one))
    ? 3
    : found.some((one) => phones.has(one))
      ? 2
      : isContact || found.some((one) => lines.has(one))
        ? 1
        : 0
  if (isName && rank) return undefined
  if (isName) {
    const known = (one: string) => names.has(one) || besideNames.has(one) || besideBoth.has(one)
    return found.every(known) ? { column: 'name', rank: 2 } : undefined
  }
  if (rank) {
    const known = (one: string) =>
      [mobiles, phones, lines, besidePhones, besideBoth].some((set) => set.has(one))
    // a title without `contact` or `work` beside it is the better one
    const lower = found.includes('contact') || found.includes('work') ? 0.5 : 0
    return found.every(known) ? { column: 'phone', rank: rank - lower } : undefined
  }
  const onlyPeople = found.length > 0 && found.every((one) => people.has(one))
  return onlyPeople ? { column: 'name', rank: 1 } : undefined
}

const beyondAscii = /[^\p{ASCII}]/u

/** A remark in brackets, or a digit of an example such as `+65 8123 4567`; `(2)` says that it is a second column. */
const isRemark = (found: string) => remarks.has(found) || /^(?:1|[4-9]|\d{2,})$/.test(found)

/** The words of a title without remarks; words in brackets count like others: `Mobile (spouse)` is no title of ours. */
export function wordsOf(cell: string): string[] {
  const { outside, inside } = apart(plain(cell))
  const remark = (inside.match(word) ?? []).filter((one) => !isRemark(one))
  return [...(outside.match(word) ?? []).map(bare), ...remark]
}

/** Letters that are set apart to fill a cell (`姓 名`, `성 명`), and words of a language that does not part them. */
const setApart =
  /(?<=(?<![\p{L}\p{M}])[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー])\s+(?=[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー](?![\p{L}\p{M}]))/gu
const betweenIdeographs =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])\s+(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])/gu

/** A title as it stands, and with those spaces taken out. */
const waysToRead = (cell: string) =>
  new Set([cell, cell.replace(setApart, ''), cell.replace(betweenIdeographs, '')])

/** The column that a cell is the title of, if it is one. */
export function titleOf(cell: string): Title | undefined {
  if (!cell || cell.length > longestTitle) return undefined
  for (const way of waysToRead(cell)) {
    const title = titleIn(wordsOf(way))
    if (title) return title
  }
  return undefined
}

function titleIn(found: readonly string[]): Title | undefined {
  const title = rankOf(found)
  const known = [names, mobiles, phones, lines, people]
  return (
    title && {
      ...title,
      beyondAscii: found.some((one) => beyondAscii.test(one) && known.some((set) => set.has(one))),
    }
  )
}
