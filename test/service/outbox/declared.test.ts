/** Every declared event has its place: a handler reacts to it, or it is for the audit log only. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { event, type EventType } from '../../../service/outbox/event.ts'
import { GiveUp, on } from '../../../service/outbox/handlers.ts'
import type { EventRow } from '../../../service/outbox/model.ts'
import { routes } from '../../../service/app.ts'
import { reactions } from '../../../service/worker.ts'

const service = join(import.meta.dirname, '../../../service')

let declared: EventType[] = []

const isEvent = (one: unknown): one is EventType =>
  typeof one === 'object' && one !== null && 'type' in one && 'auditOnly' in one

beforeAll(async () => {
  const files = await readdir(service, { recursive: true })
  const named = files.filter((name) => name.split('/').at(-1) === 'events.ts')
  const modules = await Promise.all(
    named.map((name) => import(join(service, name)) as Promise<Record<string, unknown>>),
  )
  declared = modules.flatMap((module) => Object.values(module).filter(isEvent))
})

test('an event has one declaration, of the domain that its name begins with', () => {
  expect(declared.length).toBeGreaterThan(60)
  const types = declared.map(({ type }) => type)
  expect(new Set(types).size).toBe(types.length)
  expect(types.filter((type) => !/^[a-z_]+\.[a-z_]+$/.test(type))).toEqual([])
})

test('a handler reacts to each event that is not for the audit log only', () => {
  const waiting = declared.filter(({ type, auditOnly }) => !auditOnly && !reactions[type])
  expect(waiting.map(({ type }) => type)).toEqual([])
})

test('handlers react to declared events only', () => {
  const types = new Set(declared.map(({ type }) => type))
  expect(Object.keys(reactions).filter((type) => !types.has(type))).toEqual([])
})

const counted = event('test.counted', { about: 'submission', data: z.object({ n: z.number() }) })

test('no handler can be given to an event for the audit log only', () => {
  const seen = event('test.seen', { about: 'submission', auditOnly: true })
  expect(() => on(seen, { handle: async () => undefined })).toThrow('audit log only')
})

test('an event whose data are damaged is given up, and its handler is not called', async () => {
  let sum = 0
  const { 'test.counted': handlers } = on(counted, {
    add: async ({ data }) => void (sum += data.n),
  })
  const row = (data: object) => ({ type: 'test.counted', data }) as EventRow
  await handlers?.['add']?.(row({ n: 2 }))
  const damaged = async () => handlers?.['add']?.(row({ n: 'many' }))
  await expect(damaged()).rejects.toThrow(GiveUp)
  expect(sum).toBe(2)
})

test('each kind of record that a screen shows is one that an event tells of', () => {
  const told = new Set(declared.flatMap(({ concerns }) => concerns))
  const shown = routes.flatMap(({ endpoint }) => endpoint.about)
  expect(new Set(shown).size).toBeGreaterThan(5)
  expect(shown.filter((kind) => !told.has(kind))).toEqual([])
})
