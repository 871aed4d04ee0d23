/** What is written in a field or cell for a phone number: its digits, or why these are not one number. */
import { inAscii } from './digits.ts'
import { withoutLabels } from './labels.ts'
import type { PhoneProblem } from './problems.ts'

/** `cell`: of a spreadsheet, which may have made a number of it. */
export type PhoneSource = 'cell' | 'typed'

export interface PhoneText {
  plus: boolean
  digits: string
  /** The digits as they stand together. */
  groups: string[]
  /** A slash with spaces is between them. */
  slashed: boolean
  region?: string
}

type Wrong = { problem: PhoneProblem }

/** Fewest digits that are a number of their own. */
const aNumber = 7
/** Most digits of a number with whatever is dialled before it. */
const longest = 20

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** `6.59123E+09`: what Excel shows, and writes into CSV, for a long number. */
const scientific = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i

/** A number of a spreadsheet as its digits; undefined when the program has dropped some of them. */
function ofNumberCell(text: string): string | undefined {
  const [, first = '', decimals = '', power = ''] = scientific.exec(text) ?? []
  if (!first) return text.replace(/^(\d+)[.,]0+$/, '$1')
  const places = Number(power)
  const isWhole = decimals.length >= places && /^0*$/.test(decimals.slice(places))
  return isWhole ? first + decimals.slice(0, places) : undefined
}

/** What marks a text in spreadsheets (`'…`, `="…"`), quotes, and signs that end a sentence. */
function unwrapped(text: string): string {
  return text
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^["']+|["']+$/g, '')
    .replace(/^(?:tel|sms|callto):(?:\/\/)?/i, '')
    .replace(/[\s.,;:]+$/, '')
    .trim()
}

const extension =
  /\d[\s(,;-]*(?:ext(?:n|ension)?|x|#|分机|分機|转|轉|内线|內線|ramal|int)[\s.:=#-]*\d{1,6}\s*\)?$/i
const twoApart =
  /[,;|&\n]|\s(?:or|and|y|o|e|ou|dan|atau|và|hoặc)\s|[和或及与與]|และ|หรือ|\s-\s(?=\+)/i

function severalNumbers(text: string): boolean {
  if ((text.match(/\+\D*\d/g) ?? []).length > 1) return true
  const parts = text.split(twoApart).map(digitsOf)
  if (parts.filter((part) => part.length >= aNumber).length > 1) return true
  const beforeSlashes = text.split('/').slice(0, -1).map(digitsOf)
  return beforeSlashes.some((part) => part.length >= aNumber) && /\d\D*$/.test(text)
}

/**
 * A point between digits is a separator where it stands as one: in several places, or between groups. Where it
 * could be that of a decimal number, it is not dropped.
 */
function hasDecimalPoint(text: string): boolean {
  if (!text.includes('.')) return false
  const [, last = ''] = /\.(\d*)$/.exec(text) ?? []
  const points = text.split('.').length - 1
  if (points > 1) return last.length === 1
  const before = digitsOf(text.slice(0, text.indexOf('.')))
  const isOnly = /^\+?\d+\.\d+$/.test(text)
  return (isOnly && before.length >= aNumber) || (last !== '' && last.length <= 2)
}

/** A number in brackets, such as a footnote, and what stands before it. */
const bracketed = /^(.*)\(\s*\d+\s*\)/s
/** `8123 4567 - 8`, `81234567-8`: a few digits after a whole number, and what stands before them. */
const tails = [
  /^(.*\d{7,})\s*[-/]\s*\d{1,3}$/s,
  // but not `06 - 12 - 34 - 56 - 78`
  /^(?!.*(?:\b\d\d\s?[-/.]\s?){2}\d\d$)(.*\d)\D*(?:\s[-/.]\s*|[-/.]\s+)\d{1,3}$/s,
  /^(.*\d)\D+\d$/s,
  /^([^/]*\d)\D*\/\d{1,3}$/s,
]
/** `812-345-6789-12`; groups of two at the end of a number follow another group of two. */
const shortTail = /^(.*\d{3})-\d{1,2}$/s
/** `2. 8123 4567`: the number of a line; 1, 7 and 8 are dialled before numbers. */
const numbered = /^[2-69](?:\.\s|\s-\s)(.*)$/s

/** Digits of a remark would be read as part of the number where numbers have no fixed length. */
function hasRemark(text: string): boolean {
  const partOf = (pattern: RegExp) => digitsOf(pattern.exec(text)?.[1] ?? '').length
  if (partOf(bracketed) >= aNumber || partOf(shortTail) >= aNumber + 2) return true
  return [numbered, ...tails].some((tail) => partOf(tail) >= aNumber)
}

/** A line may end inside a number, but not before or after what is a number of its own. */
function endsLineBesideNumber(text: string): boolean {
  const lines = text.split('\n').filter((line) => /\d/.test(line))
  return lines.some((line, at) => {
    const length = digitsOf(line).length
    return (
      length >= aNumber &&
      lines.length > 1 &&
      !(at === 1 && /^\D*\+\D*\d{1,3}\D*$/.test(lines[0] ?? ''))
    )
  })
}

/** Two numbers with nothing but a space or a slash between them; asked when the whole is no number. */
export function isTwoNumbers({ groups, slashed }: Pick<PhoneText, 'groups' | 'slashed'>): boolean {
  if (slashed) return true
  return groups.some((_, at) => {
    const [one, other] = [groups.slice(0, at).join(''), groups.slice(at).join('')]
    return one.length >= aNumber && other.length >= aNumber
  })
}

const shape = /^[\s(]*(?:\+[\s(]*)?\d(?:[\d\s().\-/]*\d)?\s*\)?$/

function hasWholeBrackets(text: string): boolean {
  return !/[()]/.test(text.replace(/\([^()]*\)/g, ''))
}

/** `+65 (0)8123 4567`: the 0 is for calls from inside the country. */
function withoutTrunkZero(text: string): string {
  const isInternational = /^\(?\s*(?:\+|00)/.test(text)
  return isInternational ? text.replace(/(\d\D*)\(\s*0\s*\)/, '$1 ') : text
}

/** Longer texts are not looked at: no number takes so much room. */
const longestText = 200

export function readText(given: string, from: PhoneSource): PhoneText | Wrong {
  if (given.length > longestText) return { problem: 'not_a_number' }
  const seen = unwrapped(inAscii(given))
  if (!seen) return { problem: 'missing' }
  const written = from === 'cell' ? ofNumberCell(seen) : seen
  if (written === undefined) return { problem: 'shortened' }
  if (!/\d/.test(written)) return { problem: 'not_a_number' }
  if (extension.test(written)) return { problem: 'extension' }
  if (severalNumbers(written)) return { problem: 'two_numbers' }
  const unlabelled = withoutLabels(written)
  if (!unlabelled) return { problem: 'letters' }
  return digitsIn(unlabelled.text, unlabelled.region)
}

function digitsIn(given: string, region: string | undefined): PhoneText | Wrong {
  if (hasDecimalPoint(given)) return { problem: 'decimal_point' }
  if (endsLineBesideNumber(given)) return { problem: 'two_numbers' }
  const text = withoutTrunkZero(given.replace(/\n/g, ' '))
  const digits = digitsOf(text)
  if (hasRemark(text)) return { problem: 'two_numbers' }
  if (!shape.test(text) || !hasWholeBrackets(text)) return { problem: 'not_a_number' }
  if (digits.length > longest) return { problem: /\d\D+\d/.test(text) ? 'two_numbers' : 'too_long' }
  const plus = text.includes('+')
  const groups = text.match(/\d+/g) ?? []
  return { plus, digits, groups, slashed: /\s\/|\/\s/.test(text), ...(region ? { region } : {}) }
}
