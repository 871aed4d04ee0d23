/** How old a row is: its id, a UUIDv7, begins with the time of its making. */

/** Milliseconds since 1970. */
export function madeAt(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16)
}
