/**
 * Checks answers at a small part of what zod takes: a walk over the schema, made once, says whether the answer
 * is as declared to the last field. Only one that is not goes to zod, which drops what is not declared or throws.
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

/** Runs zod's own checks; one that would change the value (trimming) must find nothing to change. */
function passing(checks: Check[], fits: Fits): Fits {
  let all = fits
  for (const { _zod } of checks) {
    const before = all
    all = (value) => {
      if (!before(value)) return false
      const payload: ParsePayload = { value, issues: [] }
      return !_zod.check(payload as never) && !payload.issues.length && payload.value === value
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
function objectFits(shape: Record<string, $ZodType>): Fits {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    fits: fitsOf(schema),
    mayMiss: schema._zod.optin === 'optional' && schema._zod.optout === 'optional',
  }))
  const byName = new Map(fields.map((field) => [field.name, field]))
  const needed = fields.filter(({ mayMiss }) => !mayMiss).length
  return (value) => {
    if (!isPlain(value)) return false
    let place = 0
    let found = 0
    for (const name in value) {
      // views write their fields in the order of the contract, nearly always
      let field = fields[place++]
      if (field?.name !== name) field = byName.get(name)
      if (!field) return false
      const inner = value[name]
      if (inner === undefined ? !field.mayMiss : !field.fits(inner)) return false
      if (!field.mayMiss) found++
    }
    return found === needed
  }
}

/** Whether zod would give the value back as it is. */
export function fitsOf(schema: $ZodType): Fits {
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
      const inner = fitsOf(def.innerType)
      return passing(checks, (value) => value === null || inner(value))
    }
    case 'optional':
    case 'default':
      // what is missing is the affair of the object; a default fills it in, so it does not fit
      return passing(checks, fitsOf(def.innerType))
    case 'array': {
      const element = fitsOf(def.element)
      return passing(checks, (value) => Array.isArray(value) && value.every(element))
    }
    case 'object':
      if (def.catchall) break
      return passing(checks, objectFits(def.shape))
  }
  // rare in answers, and not worth a second description of what zod does
  return (value) => {
    const parsed = schema._zod.run({ value, issues: [] }, { async: false })
    if (parsed instanceof Promise || parsed.issues.length) return false
    return isDeepStrictEqual(parsed.value, value)
  }
}

/**
 * Like `schema.parse`, for values that nearly always are right already.
 * @returns the value itself when nothing has to be dropped
 */
export function answerCheck<S extends z.ZodMiniType>(schema: S): (value: unknown) => z.output<S> {
  const fits = fitsOf(schema)
  return (value) => (fits(value) ? (value as z.output<S>) : schema.parse(value))
}
