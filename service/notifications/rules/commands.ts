/** Finds the command in a message to the bot, in any language and spelling. */
import { cleanName } from '../../text/shared/name.ts'
import { catalogues, type TextKey } from '../../texts/catalogues.ts'
import { readNumber } from './numbers.ts'

type Named<Key> = Key extends `command.${infer Verb}` ? Verb : never

/** Commands are those for which the catalogues have words. */
export type Verb = Named<TextKey>

export const verbs = Object.keys(catalogues.en).flatMap(
  (key) => (/^command\.(\w+)$/.exec(key)?.[1] ?? []) as Verb | [],
)

export interface CommandWord {
  verb: Verb
  /** Lower case. */
  word: string
  /** Of the word. */
  language: string
}

export type Command =
  | { verb: Exclude<Verb, 'approve' | 'reject' | 'language'> }
  /** Null: the number is missing. */
  | { verb: 'approve'; number: number | null }
  | { verb: 'reject'; number: number | null; reason: string }
  /** Empty: which one is it? */
  | { verb: 'language'; wanted: string }
  | { verb: 'unknown'; text: string; nearest: Verb | undefined }

export interface Heard {
  command: Command
  /** Language of the word, for a person whose language is not known. */
  language: string | undefined
}

/** Digits of any script as ASCII; the ten of a script stand together, the zero first. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String(code - zero)
  })
}

/** What turns the direction of text, and what stands for an object in it. */
const turning = /[\u202a-\u202e\u2066-\u2069\ufffc]/gu

/** Full-width letters and digits, ideographic spaces and the like become plain ones; what shows nothing goes. */
function cleaned(text: string): string {
  const plain = plainDigits(text.normalize('NFKC')).replace(turning, '')
  return cleanName(plain)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Traditional characters of the words of commands, each before its simplified one. */
const pairs =
  '幫帮幇帮單单選选說说説说處处処处審审請请過过準准絕绝絶绝駁驳數数據据誰谁務务辦办項项語语換换簡简體体漢汉'
const simplified = new Map(
  [...pairs].flatMap((sign, at, all) => (at % 2 ? [] : [[sign, all[at + 1] ?? sign] as const])),
)

/** As long as the text itself. */
const toSimplified = (text: string) =>
  text.replace(/\p{Script=Han}/gu, (sign) => simplified.get(sign) ?? sign)

/** Words of scripts without spaces may be followed by anything. */
const endsWithoutSpace = /[\p{Script=Han}\p{Script=Thai}]$/u

function startsWith(text: string, word: string): boolean {
  if (!text.startsWith(word)) return false
  const next = text.charAt(word.length)
  return endsWithoutSpace.test(word) || !/[\p{L}\p{N}]/u.test(next) || /\d/.test(next)
}

const noise = /^[\s,:;.!?。、~"“”「」『』-]+|[\s,:;.!?。、~"“”「」『』-]+$/gu
/** What may stand before a command: a slash, or the quotes with which it was copied. */
const opening = /^[\s/,.。、"“”「」『』]+/u

/** Steps from one word to another: letters changed, put in, left out, or two of them swapped. */
function distance(one: string, other: string): number {
  const steps = [Array.from({ length: other.length + 1 }, (_, n) => n)]
  const at = (i: number, j: number) => steps[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= one.length; i += 1) {
    steps[i] = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const fewest = Math.min(at(i - 1, j - 1) + change, at(i - 1, j) + 1, at(i, j - 1) + 1)
      steps[i]?.push(swapped ? Math.min(fewest, at(i - 2, j - 2) + 1) : fewest)
    }
  }
  return at(one.length, other.length)
}

function nearestTo(text: string, words: readonly CommandWord[]): Verb | undefined {
  const first = text.split(' ')[0] ?? ''
  let best: { verb: Verb; steps: number } | undefined
  for (const { verb, word } of words) {
    // short words are near to everything
    const most = word.length < 3 ? 0 : word.length < 6 ? 1 : 2
    const steps = distance(first.slice(0, 40), word)
    if (steps <= most && steps < (best?.steps ?? 3)) best = { verb, steps }
  }
  return best?.verb
}

/** @param words of every language, not only of the chosen one */
export function understand(text: string, words: readonly CommandWord[]): Heard {
  const typed = cleaned(text).replace(opening, '')
  const lower = toSimplified(typed.toLowerCase())
  const found = words
    .filter(({ word }) => startsWith(lower, word))
    .toSorted((one, other) => other.word.length - one.word.length)[0]
  if (!found) {
    const nearest = nearestTo(lower.replace(noise, ''), words)
    return { command: { verb: 'unknown', text: typed, nearest }, language: undefined }
  }
  const { verb, word, language } = found
  const rest = (lower.length === typed.length ? typed : lower).slice(word.length).replace(noise, '')
  return { command: commandOf(verb, rest, typed), language }
}

function commandOf(verb: Verb, rest: string, typed: string): Command {
  if (verb === 'approve') {
    const { number, after } = readNumber(rest)
    // anything beyond a number is not understood: no person is approved by a guess
    return { verb, number: after.replace(noise, '') ? null : number }
  }
  if (verb === 'reject') {
    const { number, after } = readNumber(rest)
    const reason = after.replace(noise, '').slice(0, 500)
    return { verb, number, reason: number === null ? '' : reason }
  }
  if (verb === 'language') return { verb, wanted: toSimplified(rest) }
  // a sentence about a command is not the command
  if (rest && verb !== 'help') return { verb: 'unknown', text: typed, nearest: verb }
  return { verb }
}
