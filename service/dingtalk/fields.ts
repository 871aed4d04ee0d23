/** Reads fields of what DingTalk sends, which come as text or number, as an object or as JSON text of one. */

export type Fields = Record<string, unknown>

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object as it is, or as JSON text; empty for anything else. */
export function fieldsOf(value: unknown): Fields {
  if (isObject(value)) return value
  if (typeof value !== 'string') return {}
  try {
    const parsed: unknown = JSON.parse(value)
    return isObject(parsed) ? parsed : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
