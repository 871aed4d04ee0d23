/** Which numbers are taken: mobile ones, by the full numbering plans, which only the service has. */
import {
  getCountries,
  getCountryCallingCode,
  Metadata,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/max/metadata'
import { readPhone as read, type Asked, type Plan, type ReadPhone } from './shared/read.ts'

/** Countries whose plan gives nearly every number to mobiles, so that fitting it says nothing. */
const isLoose = (country: CountryCode) =>
  ['AT', 'MX'].includes(country) || getCountryCallingCode(country, metadata) === '1'

/** What the library's types leave out. */
interface Patterns {
  type(name: string): { pattern(): string; possibleLengths(): number[] | undefined } | undefined
  possibleLengths(): number[]
}

function patternsOf(country: CountryCode): Patterns {
  const all = new Metadata(metadata)
  all.selectNumberingPlan(country)
  return all.numberingPlan as unknown as Patterns
}

/** Mobile numbers of each country as they are written at home, without the 0 that Excel takes off. */
const mobiles: RegExp[] = getCountries(metadata)
  .filter((country) => !isLoose(country))
  .flatMap((country) => {
    const mobile = patternsOf(country).type('MOBILE')?.pattern()
    return mobile ? new RegExp(`^(?:${mobile})$`) : []
  })

function judge(number: PhoneNumber): ReturnType<Plan['judge']> {
  const type = number.getType()
  if (type === 'MOBILE') return { warnings: [] }
  if (type === 'FIXED_LINE_OR_MOBILE') return { warnings: ['may_be_landline'] }
  return { problem: 'not_mobile' }
}

/** `85251234567` is a number of Hong Kong with its country code, and one of Indonesia without. */
function isCertain(digits: string): boolean {
  if (mobiles.some((mobile) => mobile.test(digits))) return false
  const number = parsePhoneNumberFromString(`+${digits}`, metadata)
  // a 0 inside may have been taken out as one that is dialled only at home
  return number?.number === `+${digits}` && number.getType() === 'MOBILE'
}

/** Landlines and mobile numbers, with the 0 before them or a digit too many. */
function hasHomeLength(digits: string, country: string): boolean {
  const patterns = patternsOf(country as CountryCode)
  const lengths = ['FIXED_LINE', 'MOBILE'].flatMap(
    (name) => patterns.type(name)?.possibleLengths() ?? patterns.possibleLengths(),
  )
  return lengths.includes(digits.length) || lengths.includes(digits.length - 1)
}

const plan: Plan = { metadata, judge, isCertain, hasHomeLength }

/** Reads a phone number as a person wrote it: E.164, or why it is not taken. */
export const readPhone = (text: string, asked: Asked): ReadPhone => read(text, asked, plan)
