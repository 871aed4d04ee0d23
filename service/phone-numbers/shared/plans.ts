/** Numbering plans that changed: which old forms are mended, and which are only recognised. */

/**
 * E.164 as it is called today. Mexico's 1 before a mobile number ended in 2019, and the same number without it is
 * the same phone. Only what takes digits away is mended: a digit that was not written is never added.
 */
export function canonicalPhone(phone: string): string {
  return phone.replace(/^\+521(?=\d{10}$)/, '+52')
}

/** Mobile numbers as they were before their country made them longer or gave them other beginnings. */
const oldForms: RegExp[] = [
  // Brazil, eight digits until 2016
  /^\+55[1-9][1-9][6-9]\d{7}$/,
  // Viet Nam, eleven digits until 2018
  /^\+841(?:2[0-9]|6[2-9]|8[68]|99)\d{7}$/,
  // Côte d'Ivoire, eight digits until 2021
  /^\+225[04-8]\d{7}$/,
  // Benin, eight digits until 2024
  /^\+229[4-9]\d{7}$/,
  // Gabon, seven digits until 2019
  /^\+2410?[2-7]\d{6}$/,
  // Mauritius, seven digits until 2013
  /^\+230[79]\d{6}$/,
  // Ecuador, eight digits until 2012
  /^\+593[89]\d{7}$/,
  // Costa Rica, seven digits until 2008
  /^\+506[38]\d{6}$/,
  // Thailand, eight digits until 2006
  /^\+661\d{7}$/,
]

export const isOldForm = (phone: string) => oldForms.some((form) => form.test(phone))

/** What was dialled in Mexico before a mobile number until 2019. */
const beforeMexican = /^(?:04[45]|01|1)(?=\d{10}$)/

/** National digits without what is dialled no more. */
export function nationalToday(digits: string, country: string): string {
  return country === 'MX' ? digits.replace(beforeMexican, '') : digits
}

const mainland = /^1[3-9]\d{9}$/
/** Beginnings that are in use; in the lists of +1, where any number may be written with a 1 before it. */
const mainlandInUse = /^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9\d)\d{8}$/

/** A mainland Chinese mobile number without its country code, which read otherwise would be a stranger's. */
export function isMainlandMobile(digits: string, callingCode: string): boolean {
  return callingCode === '1' ? mainlandInUse.test(digits) : mainland.test(digits)
}

/** Countries that give all or most of their mobile numbers to landlines as well. */
const sameNumbers = 'CA CL DK DO FM GU MP MX PM PR TA US VI'.split(' ')

/** Whether the digits do not tell a mobile number from a landline, as far as the country alone says it. */
export const mayBeLandline = (country: string): boolean => sameNumbers.includes(country)
