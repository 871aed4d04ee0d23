/** Ids of events: UUIDv7 that also rise within a millisecond, so that one process's events keep their order. */
import { randomUUIDv7 } from 'node:crypto'

const mask = (1n << 62n) - 1n
let last = ''

const toNumber = (uuid: string) => BigInt(`0x${uuid.replaceAll('-', '')}`)

function toUuid(value: bigint): string {
  const hex = value.toString(16).padStart(32, '0')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** The lower 62 bits are free; the time and version above them stay as they are. */
function after(uuid: string): string {
  const value = toNumber(uuid)
  return toUuid((value & ~mask) | ((value + 1n) & mask))
}

/** @returns an id greater than every one before it; Node's own are random within a millisecond */
export function nextEventId(): string {
  const fresh = randomUUIDv7()
  // as text they sort as their numbers do
  last = fresh > last ? fresh : after(last)
  return last
}

/** The lowest id that an event of this time can have. */
export function lowestEventId(time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, '0')
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`
}
