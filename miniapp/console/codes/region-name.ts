/** What a region is called. */
import { countryOf, isCountry } from '../../../service/regions/shared.ts'
import type { Words } from '../kit/words.ts'

/** `Singapore`, or `Thailand (TH-10)`: areas have no names of their own here. */
export function regionName(region: string, { country }: Words): string {
  const name = country(countryOf(region))
  return isCountry(region) ? name : `${name} (${region})`
}
