/** Reads fields of DingTalk's answers: numbers and booleans may come as text, lists and objects as JSON in text. */

export type Answer = Record<string, unknown>

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const isTrue = (value: unknown): boolean => value === true || value === 'true'

/** @returns undefined for what is no whole number, as a number or in digits */
export function wholeNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined
  if (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value.trim())) return undefined
  return Number(value)
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** @returns undefined for what is no object */
export function objectOf(value: unknown): Answer | undefined {
  const given = parsed(value)
  return given && typeof given === 'object' && !Array.isArray(given) ? (given as Answer) : undefined
}

/** @returns undefined for what is no list */
export function listOf(value: unknown): unknown[] | undefined {
  const given = parsed(value)
  return Array.isArray(given) ? given : undefined
}
