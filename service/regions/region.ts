/** Finds the region of an address: its country and first-level area. */
import { LRUCache } from 'lru-cache'
import { isCountry, type Address } from './shared.ts'

export type FindRegion = (address: Address) => string | undefined

/** Loads the borders and names, which take a moment: only a process that needs them does. */
export async function regionFinder(): Promise<FindRegion> {
  const { findRegion } = await import('./find.ts')
  return findRegion
}

/** Regions of addresses that were asked for last: a store is sent in again with each visit to it. */
const found = new LRUCache<string, { region: string | undefined }>({ max: 2_000 })

/** The region of an address, such as `SG` or `TH-10`; undefined where not even the country is known. */
export async function regionOf({ address, place }: Address): Promise<string | undefined> {
  const key = `${place?.latitude} ${place?.longitude} ${place?.accuracy} ${address}`
  const known = found.get(key)
  if (known) return known.region
  const find = await regionFinder()
  const region = find({ address, place })
  found.set(key, { region })
  return region
}

/** Regions one by one: a country with each of its areas. */
export async function eachRegion(regions: readonly string[]): Promise<string[]> {
  const { regionsOfCountry } = await import('./names.ts')
  return regions.flatMap((one) => (isCountry(one) ? regionsOfCountry(one) : one))
}

/** Loads the names of areas, see `names.ts`. */
export async function areaNaming() {
  const { areaNames } = await import('./names.ts')
  return areaNames
}
