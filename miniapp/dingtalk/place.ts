/** Reads a place as DingTalk's client gives it; what is none is never taken for one. */
import type { Place } from '../../service/http/contract.ts'

/** Metres; what is farther off is no place. */
const worstAccuracy = 100_000

export function place(latitude: number, longitude: number, accuracy: number): Place {
  return { latitude, longitude, accuracy: Math.min(Math.max(accuracy, 0), worstAccuracy) }
}

/** @returns undefined for what is no number, or missing: `Number` would make 0 of much that is none */
function numberOf(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value.trim() !== ''
  const read = typeof value === 'number' || isText ? Number(value) : Number.NaN
  return Number.isFinite(read) ? read : undefined
}

/** @returns undefined where the answer names no place on earth; without an accuracy it is the worst */
export function placeIn(answer: unknown): Place | undefined {
  const given = (answer ?? {}) as Record<string, unknown>
  const latitude = numberOf(given['latitude'])
  const longitude = numberOf(given['longitude'])
  if (latitude === undefined || longitude === undefined) return undefined
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  // clients say so when they have none
  if (latitude === 0 && longitude === 0) return undefined
  return place(latitude, longitude, numberOf(given['accuracy']) ?? worstAccuracy)
}
