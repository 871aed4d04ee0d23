/** Ids of events: UUIDv7 that also rise within a millisecond, so that one process's events keep their order. */
import { randomUUIDv7 } from 'node:crypto'

const mask = (1n << 62n) - 1n
let last = 0n

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

/** @returns an id greater than every one before it; Node's own are random within a millisecond */
export function nextEventId(): string {
  const fresh = toNumber(randomUUIDv7())
  // the lower 62 bits are free; the time and version above them stay as they are
  const next = fresh > last ? fresh : (last & ~mask) | ((last + 1n) & mask)
  last = next
  return toUuid(next)
}
