/** Waiting for something to become true, with the patience that a busy machine needs. */
import { vi } from 'vitest'

/** @returns what the check gave; fails after twenty seconds without it */
export function waitUntil<T>(check: () => T | Promise<T>) {
  return vi.waitUntil(check, { timeout: 20_000, interval: 20 })
}
