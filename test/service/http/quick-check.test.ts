/** The quick check says of every answer and every input in every contract what zod says. */
import { randomUUIDv7 } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { $ZodType, $ZodTypes } from 'zod/v4/core'
import { routes } from '../../../service/app.ts'
import { answerCheck, inputCheck } from '../../../service/http/quick-check.ts'

class Stranger {
  id = randomUUIDv7()
}

/** Of every sort that could turn up where something else belongs. */
const oddments: unknown[] = [
  ...['', 'a', ' a', 'word', 'APMC-4F7K-2Q9D', 'en', 'boss@iso.example', 'x'.repeat(41)],
  ...['x'.repeat(1001), randomUUIDv7(), '00000000-0000-0000-0000-00000000000g'],
  ...['2026-11-22T10:00:00.000Z', '2026-02-30T10:00:00Z', '2026-11-22T10:00:00+01:00', '22:30'],
  ...[0, -0, 1, 1.5, -91, 181, 100_001, Number.NaN, Number.POSITIVE_INFINITY, '1', 7n],
  ...[true, false, null, undefined, [], [null], ['a'], {}, { id: 1 }, new Stranger()],
  ...[new Date(0), new Map(), Object.create(null), () => 'a', Symbol('a')],
]

type Change = (value: unknown) => unknown

/** An answer as it should be. */
function right(schema: $ZodType): unknown {
  const { def } = (schema as $ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape).map(([name, field]) => [name, right(field)]),
      )
    case 'array':
      return [right(def.element), right(def.element)]
    case 'record':
      return Object.fromEntries(
        [...(def.keyType._zod.values ?? ['key'])].map((key) => [key, right(def.valueType)]),
      )
    case 'nullable':
    case 'optional':
    case 'default':
      return right(def.innerType)
    case 'enum':
      return [...(schema._zod.values ?? [])][0]
  }
  return oddments.find((one) => {
    const parsed = z.safeParse(schema, one)
    return one !== undefined && parsed.success && Object.is(parsed.data, one)
  })
}

/** Everything that is done to an answer to make it another, one thing at a time, at every place so deep in it. */
function* changesOf(value: unknown, depth = 2): Generator<Change> {
  for (const oddment of oddments) yield () => oddment
  if (!depth) return
  if (Array.isArray(value)) {
    yield () => Array.from({ length: 300 }, () => value[0] as unknown)
    yield () => [...(value as unknown[]), undefined]
    for (const change of changesOf(value[0], depth - 1)) {
      yield (now) => [(now as unknown[])[0], change((now as unknown[])[1])]
    }
  } else if (typeof value === 'object' && value !== null) {
    yield (now) => ({ ...(now as object), secret: 'one' })
    yield (now) => ({ ...(now as object), secret: undefined })
    yield (now) => Object.assign(new Stranger(), now)
    for (const [name, field] of Object.entries(value)) {
      yield (now) => {
        const { [name]: _dropped, ...rest } = now as Record<string, unknown>
        return rest
      }
      yield (now) => ({ ...(now as object), [name]: undefined })
      // as many fields as declared, but another
      yield (now) => {
        const { [name]: _dropped, ...rest } = now as Record<string, unknown>
        return { ...rest, secret: 'one' }
      }
      for (const change of changesOf(field, depth - 1)) {
        yield (now) => ({ ...(now as object), [name]: change(field) })
      }
    }
  }
}

/** Checks both ways and compares. @returns whether the answer went out as it was, without zod */
function comparison(schema: z.ZodMiniType): (value: unknown) => boolean {
  const check = answerCheck(schema)
  const checkInput = inputCheck(schema)
  return (value) => {
    const parsed = schema.safeParse(value)
    const input = checkInput(value)
    if (!parsed.success) {
      expect(() => check(value)).toThrow()
      if (input.success) expect.fail(`taken: ${String(value)}`)
      return false
    }
    if (!input.success) expect.fail(`not taken: ${String(value)}`)
    const checked = check(value)
    if (input.data !== checked && !isDeepStrictEqual(input.data, checked)) {
      expect(input.data).toStrictEqual(checked)
    }
    const same = isDeepStrictEqual(checked, parsed.data)
    if (!same) expect(checked).toStrictEqual(parsed.data)
    const untouched = checked === value
    const isObject = typeof value === 'object' && value !== null
    // the same content has the same fingerprint, in whatever order it was sent
    if (isObject && untouched)
      expect(Object.keys(parsed.data as object)).toEqual(Object.keys(value))
    if (isObject && untouched !== isDeepStrictEqual(parsed.data, value)) {
      expect.fail(`${untouched ? 'passed' : 'not passed'}: ${JSON.stringify(value)}`)
    }
    return untouched
  }
}

/** Answers, input and all that they are made of, each once, by where it was first found. */
const schemas = new Map<$ZodType, string>()

function walk(schema: $ZodType, name: string): void {
  if (schemas.has(schema)) return
  schemas.set(schema, name)
  const { def } = (schema as $ZodTypes)._zod
  if (def.type === 'object') {
    for (const [field, inner] of Object.entries(def.shape)) walk(inner, `${name}.${field}`)
  }
  if (def.type === 'array') walk(def.element, `${name}[]`)
  if (def.type === 'record') walk(def.valueType, `${name}{}`)
  if (def.type === 'nullable' || def.type === 'default') walk(def.innerType, name)
}

for (const { endpoint } of routes) {
  walk(endpoint.answer, endpoint.name)
  walk(endpoint.body, `${endpoint.name} body`)
  walk(endpoint.params, `${endpoint.name} params`)
  walk(endpoint.query, `${endpoint.name} query`)
}

describe('in every contract', () => {
  test.each([...schemas].map(([schema, name]) => ({ schema, name })))('$name', ({ schema }) => {
    const compare = comparison(schema as z.ZodMiniType)
    const whole = right(schema)
    // with a format that none of the oddments has there is no right one to be had
    if (typeof whole === 'object' && z.safeParse(schema, whole).success) {
      expect(compare(whole), 'the right one goes out as it is').toBe(true)
    }
    for (const change of changesOf(whole)) compare(change(whole))
  })
})

describe('kinds that few or no contracts use', () => {
  const kinds: Record<string, z.ZodMiniType> = {
    optional: z.object({ a: z.optional(z.string()) }),
    default: z.object({ a: z._default(z.string(), 'b') }),
    'optional default': z.object({ a: z.optional(z._default(z.string(), 'b')) }),
    strict: z.strictObject({ a: z.string() }),
    loose: z.looseObject({ a: z.string() }),
    union: z.object({ a: z.union([z.object({ b: z.string() }), z.object({ c: z.string() })]) }),
    literal: z.object({ a: z.literal('a') }),
    coerced: z.object({ a: z.coerce.number(), b: z.coerce.string(), c: z.coerce.boolean() }),
    unknown: z.object({ a: z.unknown(), b: z.any() }),
    refined: z.object({ a: z.string().check(z.refine((text) => text !== 'a')) }),
    changed: z.object({ a: z.string().check(z.toLowerCase()) }),
    tuple: z.object({ a: z.tuple([z.string(), z.number()]) }),
  }
  test.each(Object.entries(kinds))('%s', (_name, schema) => {
    const compare = comparison(schema)
    const wholes = [
      ...[{ a: 'word', b: 'word', c: 'word' }, { a: 'A' }, { a: ['b', 1] }, {}],
      ...[{ a: { c: 'a' } }, { a: { b: 'a', c: 'a' } }],
    ]
    for (const whole of wholes) {
      compare(whole)
      for (const change of changesOf(whole)) compare(change(whole))
    }
  })
})

test('a field that is not declared is dropped', () => {
  const check = answerCheck(z.object({ rows: z.array(z.object({ name: z.string() })) }))
  expect(check({ rows: [{ name: 'a', phone: '+65 1' }] })).toStrictEqual({ rows: [{ name: 'a' }] })
})

test('fields that come in another order are put into that of the contract', () => {
  const check = inputCheck(
    z.object({ first: z.string(), maybe: z.optional(z.string()), last: z.string() }),
  )
  const given = { last: 'b', first: 'a' }
  expect(Object.keys(check(given).data ?? {})).toEqual(['first', 'last'])
  const right = { first: 'a', last: 'b' }
  expect(check(right).data).toBe(right)
})
