/**
 * Reads country and area from where the phone was and what the address says. The country is that of the place, or, where
 * no exact place is known, the one that the address names; the area is one that the address names.
 */
import { iso1A2Code } from '@rapideditor/country-coder'
import { iso31661, iso31662 } from 'iso-3166'
import { fold } from '../text/shared/fold.ts'
import otherNames from './names.json' with { type: 'json' }
import { countryOf, isCountry, type Address, type Position } from './shared.ts'

/** Metres: what is less exact may lie in the country beside. */
const exactEnough = 10_000

/** Languages in which addresses name countries. */
const languages = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'th', 'ms', 'id', 'vi']

/** Words around the name of an area, in addresses and in the standard. */
const kinds = new Set([
  ...['province', 'prefecture', 'state', 'region', 'city', 'changwat', 'municipality', 'county'],
  ...['sheng', 'shi', 'zizhiqu', 'do', 'teukbyeolsi', 'gwangyeoksi', 'teukbyeoljachido'],
])

const isHan = /^\p{Script=Han}/u

/** Words without signs and numbers: postal codes and numbers of houses name nothing. */
const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    // written without spaces, a whole address is one word
    .map((word) => (isHan.test(word) ? word.replace(/\p{N}.*/u, '') : word))
    .filter((word) => word && !/\p{N}/u.test(word))

/** Spaces in names differ from one person to the next. */
const joined = (words: readonly string[]): string => words.join('')

/** Name → code. */
type Names = Map<string, string>

function put(names: Names, name: string, code: string): void {
  const words = wordsOf(name)
  const bare = words.filter((word) => !kinds.has(word))
  for (const form of [words, bare]) if (form.length) names.set(joined(form), code)
}

const others = Object.entries(otherNames)

function readCountries(): Names {
  const names: Names = new Map()
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const shown = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' })
      for (const { alpha2 } of iso31661) {
        const name = shown.of(alpha2)
        if (name) put(names, name, alpha2)
      }
    }
  }
  for (const { alpha2, name } of iso31661) put(names, name, alpha2)
  for (const [code, list] of others) {
    if (isCountry(code)) for (const name of list) put(names, name, code)
  }
  return names
}

let countries: Names | undefined
const parents = new Map(iso31662.map(({ code, parent }) => [code, parent]))

/** The area right below the country, for one that lies deeper. */
function firstLevelOf(code: string): string {
  const parent = parents.get(code)
  return parent === undefined || isCountry(parent) ? code : firstLevelOf(parent)
}

const areas = new Map<string, Names>()

/** Names of the areas of a country. */
function areasOf(country: string): Names {
  const known = areas.get(country)
  if (known) return known
  const names: Names = new Map()
  for (const { code, name } of iso31662) {
    if (countryOf(code) === country) put(names, name, firstLevelOf(code))
  }
  for (const [code, list] of others) {
    if (!isCountry(code) && countryOf(code) === country) {
      for (const name of list) put(names, name, code)
    }
  }
  areas.set(country, names)
  return names
}

/** Names of areas that are one of a kind: they tell the country too. */
const wellKnown: Names = new Map()
for (const [code, list] of others) {
  if (!isCountry(code)) for (const name of list) put(wellKnown, name, code)
}

interface Named {
  code: string
  /** The address without the name. */
  rest: string[][]
}

const longestName = 6

/** What the last words of the last part name: `Bangkok` in `9 Charoen Krung Road, Bangkok 10500`. */
function atEnd(parts: readonly string[][], names: Names): Named | undefined {
  const last = parts.at(-1)
  if (!last) return undefined
  const words = kinds.has(last.at(-1) ?? '') && last.length > 1 ? last.slice(0, -1) : last
  for (let count = Math.min(longestName, words.length); count > 0; count--) {
    const code = names.get(joined(words.slice(-count)))
    if (code === undefined) continue
    const left = words.slice(0, -count)
    return { code, rest: [...parts.slice(0, -1), ...(left.length ? [left] : [])] }
  }
  return undefined
}

/** What an address begins with that goes from large to small, without spaces: 东京 in 东京都新宿区. */
function atBeginning(parts: readonly string[][], names: Names): Named | undefined {
  const [first, ...others] = parts
  const [word = '', ...more] = first ?? []
  if (!isHan.test(word)) return undefined
  for (let length = Math.min(10, word.length); length > 1; length--) {
    const code = names.get(word.slice(0, length))
    if (code === undefined) continue
    const left = [word.slice(length), ...more].filter(Boolean)
    return { code, rest: [...(left.length ? [left] : []), ...others] }
  }
  return undefined
}

const named = (parts: readonly string[][], names: Names) =>
  atEnd(parts, names) ?? atBeginning(parts, names)

/** A part between commas that is a name as a whole, the last one first. */
function wholePart(parts: readonly string[][], names: Names): string | undefined {
  for (const part of parts.toReversed()) {
    const code = names.get(joined(part)) ?? names.get(joined(part.filter((one) => !kinds.has(one))))
    if (code !== undefined) return code
  }
  return undefined
}

function countryAt(place: Position | null): string | undefined {
  if (!place || place.accuracy > exactEnough) return undefined
  const { longitude, latitude } = place
  // with the territories that have a code of their own, such as Hong Kong
  return iso1A2Code([longitude, latitude], { level: 'territory' }) ?? undefined
}

/** The region of an address; undefined where not even the country is known. */
export function findRegion({ address, place }: Address): string | undefined {
  const parts = address
    .split(/[,，、;；\n()（）|]/)
    .map(wordsOf)
    .filter(({ length }) => length)
  const end = named(parts, (countries ??= readCountries()))
  const country = countryAt(place) ?? end?.code
  // the name of the country hides what stands before it
  const rest = end && (end.code === country || !country) ? end.rest : parts
  if (!country) return named(parts, wellKnown)?.code
  const names = areasOf(country)
  return named(rest, names)?.code ?? wholePart(rest, names) ?? country
}
