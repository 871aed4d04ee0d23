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
  type(name: string): { pattern(): string } | undefined
}

/** Mobile numbers of each country as they are written at home, without the 0 that Excel takes off. */
const mobiles: RegExp[] = getCountries(metadata)
  .filter((country) => !isLoose(country))
  .flatMap((country) => {
    const all = new Metadata(metadata)
    all.selectNumberingPlan(country)
    const patterns = all.numberingPlan as unknown as Patterns
    const mobile = patterns.type('MOBILE')?.pattern()
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
  return parsePhoneNumberFromString(`+${digits}`, metadata)?.getType() === 'MOBILE'
}

const plan: Plan = { metadata, judge, isCertain }

/** Reads what somebody has written for a phone number: E.164, or why it is not taken. */
export const readPhone = (text: string, asked: Asked): ReadPhone => read(text, asked, plan)
