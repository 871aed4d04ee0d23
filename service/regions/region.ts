/** Finds the region of an address: its country and first-level area. */
import type { Address } from './shared.ts'

export type FindRegion = (address: Address) => string | undefined

/** Loads the borders and names, which take a moment: only a process that needs them does. */
export async function regionFinder(): Promise<FindRegion> {
  const { findRegion } = await import('./find.ts')
  return findRegion
}

/** The region of an address, such as `SG` or `TH-10`; undefined where not even the country is known. */
export async function regionOf(address: Address): Promise<string | undefined> {
  const find = await regionFinder()
  return find(address)
}
