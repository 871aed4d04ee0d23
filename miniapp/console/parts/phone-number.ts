/** Phone numbers as people read them; kept and sent as E.164. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** `+6581234567` becomes `+65 8123 4567`; anything else stays as it is. */
export function readablePhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}

/** ISO 3166 code of the country of a number; empty when it is not known. */
export const countryOfPhone = (phone: string): string =>
  parsePhoneNumberFromString(phone)?.country ?? ''
