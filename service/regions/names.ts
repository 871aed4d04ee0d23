/** The areas of countries and their names; countries themselves have names wherever there is an `Intl`. */
import { iso31662 } from 'iso-3166'
import otherNames from './names.json' with { type: 'json' }

const others: Record<string, readonly string[]> = otherNames
const standard = new Map(iso31662.map(({ code, name }) => [code, name]))

/** The country and its areas, as regions of stores are stored. */
export const regionsOfCountry = (country: string): string[] => [
  country,
  ...iso31662.filter(({ parent }) => parent === country).map(({ code }) => code),
]

const isHan = /^\p{Script=Han}+$/u

/**
 * The name of an area such as `TH-10` in each language, or as people there write it in Latin letters; a code that is
 * not known stands for itself.
 */
export function areaNames(code: string): { en: string; 'zh-CN': string } {
  const customary = others[code] ?? []
  const en = customary[0] ?? standard.get(code) ?? code
  // the simplified one is last
  return { en, 'zh-CN': customary.findLast((name) => isHan.test(name)) ?? en }
}
