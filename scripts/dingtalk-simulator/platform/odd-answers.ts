/** Answers with status 200 that are not what the API promises, for clients that take 200 for success. */
import type { Context } from 'koa'

/**
 * Puts another answer in place of the true one, which is not worked out.
 * @param value JSON that goes out as it is, or any other text; without it, an empty object
 */
export function otherShape(ctx: Context, value: string | number | undefined) {
  const text = value === undefined ? '{}' : String(value)
  ctx.status = 200
  ctx.body = text
  ctx.type = isJson(text) ? 'application/json' : 'text/plain; charset=utf-8'
}

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Takes fields out of the true answer, whose effect has happened. @param names with commas between */
export function withoutFields(ctx: Context, names: string | number | undefined) {
  const left = { ...(ctx.body as Record<string, unknown> | undefined) }
  for (const name of String(names ?? '').split(',')) delete left[name.trim()]
  ctx.body = left
}

/** The same with every flag and number as text, as the examples in the documentation write some answers. */
export function textsOf(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, textOf(inner as unknown)]),
  )
}

function textOf(value: unknown): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(textOf)
  return typeof value === 'object' && value !== null ? textsOf(value) : value
}
