/** Where in its submission a Marketing Code hangs. */
import type { Code } from './contract.ts'

interface Spot {
  kind: string
  note: string
  codes: readonly string[]
}

/** Null where none of the spots has it (any longer). */
export function spotOf(code: string, spots: readonly Spot[]): Code['spot'] {
  const index = spots.findIndex(({ codes }) => codes.includes(code))
  const spot = spots[index]
  return spot ? { number: index + 1, kind: spot.kind, note: spot.note } : null
}
