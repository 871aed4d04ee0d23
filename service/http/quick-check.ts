/**
 * Checks input and answers at a small part of what zod takes: a walk over the schema, made once, says whether a value
 * is as declared to the last field. Only one that is not goes to zod, which drops what is not declared or says why not.
 */
import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod/mini'
import type { $ZodCheck, $ZodType, $ZodTypes, ParsePayload } from 'zod/v4/core'

type Fits = (value: unknown) => boolean

/** Schemas and checks have it in common that they check a payload in place. */
type Check = Pick<$ZodCheck, '_zod'>

/** What zod would run after the type is right; a format such as `z.uuid()` is a check of itself. */
function checksOf(schema: $ZodType): Check[] {
  const own = schema._zod.traits.has('$ZodCheck') ? [schema as unknown as Check] : []
  return [...own, ...(schema._zod.def.checks ?? [])]
}

/** Formats that are a pattern and nothing else. */
const patterns = new Set(['uuid', 'datetime', 'date', 'regex'])

type Long = string | unknown[]

/** What zod keeps of the checks that are known here. */
interface Known {
  check: string
  format: string
  pattern: RegExp
  maximum: number
  minimum: number
  value: unknown
  tx: (value: unknown) => unknown
  fn: (value: unknown) => unknown
}

/**
 * Says yes without zod where that is certain, and else nothing: six in ten checks of an answer are one of these, and
 * asking zod costs an object and an array each time.
 */
function certainly({ _zod }: Check): Fits {
  const def = _zod.def as Partial<Known>
  switch (def.check) {
    case 'string_format': {
      const { pattern } = def
      const isPlain = pattern && !pattern.global && !pattern.sticky
      if (isPlain && patterns.has(def.format ?? '')) return (value) => pattern.test(value as string)
      break
    }
    case 'max_length': {
      const { maximum = -1 } = def
      return (value) => (value as Long).length <= maximum
    }
    case 'min_length': {
      const { minimum = Infinity } = def
      return (value) => (value as Long).length >= minimum
    }
    case 'greater_than': {
      const { value: bound } = def
      if (typeof bound === 'number') return (value) => (value as number) > bound
      break
    }
    case 'less_than': {
      const { value: bound } = def
      if (typeof bound === 'number') return (value) => (value as number) < bound
      break
    }
    case 'number_format':
      if (def.format === 'safeint') return Number.isSafeInteger
      break
    case 'overwrite': {
      // trims, and so on: what it leaves as it is fits
      const { tx } = def
      if (tx) return (value) => tx(value) === value
      break
    }
    case 'custom': {
      const { fn } = def
      if (fn) return (value) => fn(value) === true
    }
  }
  return () => false
}

/** Runs zod's own checks; one that would change the value (trimming) must find nothing to change. */
function passing(checks: Check[], fits: Fits): Fits {
  let all = fits
  for (const check of checks) {
    const before = all
    const passes = certainly(check)
    all = (value) => {
      if (!before(value)) return false
      if (passes(value)) return true
      const payload: ParsePayload = { value, issues: [] }
      return (
        !check._zod.check(payload as never) && !payload.issues.length && payload.value === value
      )
    }
  }
  return all
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

/** All declared fields fit and there are no others. */
function objectFits(shape: Record<string, $ZodType>, inOrder: boolean): Fits {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    fits: fitsOf(schema, { inOrder }),
    mayMiss: schema._zod.optin === 'optional' && schema._zod.optout === 'optional',
  }))
  const byName = new Map(fields.map((field) => [field.name, field]))
  const needed = fields.filter(({ mayMiss }) => !mayMiss).length
  return (value) => {
    if (!isPlain(value)) return false
    let place = 0
    let found = 0
    for (const name in value) {
      // those that may be missing are passed over
      let field = fields[place++]
      while (field?.mayMiss && field.name !== name) field = fields[place++]
      if (field?.name !== name) {
        field = inOrder ? undefined : byName.get(name)
        if (!field) return false
      }
      const inner = value[name]
      if (inner === undefined ? !field.mayMiss : !field.fits(inner)) return false
      if (!field.mayMiss) found++
    }
    return found === needed
  }
}

/**
 * Whether zod would give the value back as it is.
 * @param inOrder and its fields in the same order, which is that of the contract
 */
export function fitsOf(schema: $ZodType, { inOrder }: { inOrder: boolean }): Fits {
  const { def } = (schema as $ZodTypes)._zod
  const checks = checksOf(schema)
  switch (def.type) {
    case 'string':
      if (def.coerce) break
      return passing(checks, (value) => typeof value === 'string')
    case 'number':
      if (def.coerce) break
      return passing(checks, (value) => Number.isFinite(value))
    case 'boolean':
      if (def.coerce) break
      return passing(checks, (value) => typeof value === 'boolean')
    case 'enum': {
      const values = new Set<unknown>(schema._zod.values)
      return passing(checks, (value) => values.has(value))
    }
    case 'nullable': {
      const inner = fitsOf(def.innerType, { inOrder })
      return passing(checks, (value) => value === null || inner(value))
    }
    case 'optional':
    case 'default':
      // what is missing is the affair of the object; a default fills it in, so it does not fit
      return passing(checks, fitsOf(def.innerType, { inOrder }))
    case 'array': {
      const element = fitsOf(def.element, { inOrder })
      return passing(checks, (value) => Array.isArray(value) && value.every(element))
    }
    case 'object':
      if (def.catchall) break
      return passing(checks, objectFits(def.shape, inOrder))
  }
  // rare in answers, and not worth a second description of what zod does
  return (value) => {
    const parsed = schema._zod.run({ value, issues: [] }, { async: false })
    if (parsed instanceof Promise || parsed.issues.length) return false
    return isDeepStrictEqual(parsed.value, value)
  }
}

/**
 * Like `schema.parse`, for answers, which nearly always are right already.
 * @param otherwise for a value of which something has to be dropped, or that does not fit
 * @returns the value itself when nothing has to be dropped
 */
export function answerCheck<S extends z.ZodMiniType>(
  schema: S,
  otherwise: (value: unknown) => z.output<S> = (value) => schema.parse(value),
): (value: unknown) => z.output<S> {
  const fits = fitsOf(schema, { inOrder: false })
  return (value) => (fits(value) ? (value as z.output<S>) : otherwise(value))
}

/** Like `schema.safeParse`, for input: a field of it is read here as often as by zod, and most of it is right. */
export function inputCheck<S extends z.ZodMiniType>(
  schema: S,
): (value: unknown) => ReturnType<typeof z.safeParse<S>> {
  const fits = fitsOf(schema, { inOrder: true })
  return (value) =>
    fits(value) ? { success: true, data: value as z.output<S> } : schema.safeParse(value)
}
