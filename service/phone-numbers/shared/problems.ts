/** Why a text is not taken as a phone number, in words that catalogues translate. */

export const phoneProblems = [
  'missing',
  /** Written without a country code, and no country is chosen. */
  'country_missing',
  /** The spreadsheet program has dropped digits. */
  'shortened',
  /** Looks like a mainland Chinese number, in a list of another country. */
  'mainland_number',
  /** Could be a number of either of two countries. */
  'two_readings',
  'two_numbers',
  'extension',
  'letters',
  'decimal_point',
  /** As it was before its country changed its numbers. */
  'old_plan',
  /** Landline, toll-free, premium and the like. */
  'not_mobile',
  'too_short',
  'too_long',
  'not_a_number',
] as const
export type PhoneProblem = (typeof phoneProblems)[number]

export const phoneWarnings = [
  /** The country gives the same numbers to landlines and mobiles. */
  'may_be_landline',
  /** Of another country than the one that is chosen for numbers without a country code. */
  'other_country',
] as const
export type PhoneWarning = (typeof phoneWarnings)[number]
