/** A region as it is stored: the country, with the first-level area of it where that is known (decision 065). */

/** Degrees (WGS 84), and metres. */
export interface Position {
  latitude: number
  longitude: number
  accuracy: number
}

/** What is known of where a store is. */
export interface Address {
  /** As a person typed it. */
  address: string
  /** Where the phone was. */
  place: Position | null
}

/** `SG`, or `TH-10` for Bangkok: ISO 3166-1 alpha-2, or ISO 3166-2. */
export const asRegion = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/

/** `TH` for `TH-10`. */
export const countryOf = (region: string): string => region.slice(0, 2)

/** Whether it names no area of its country. */
export const isCountry = (region: string): boolean => region.length === 2

/** What newcomers from a country have instead of regions, until they have been to a store. */
export const newcomerFrom = (country: string): string => `${country}?`

export const isNewcomer = (regions: readonly string[]): boolean =>
  regions.every((one) => one.endsWith('?'))
