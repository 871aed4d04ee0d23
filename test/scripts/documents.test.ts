/** What the repository says about itself is what the code does. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { writeDiagrams } from '../../scripts/diagrams.ts'
import { readConfig } from '../../service/config.ts'
import { readEvent } from '../../service/dingtalk/payloads.ts'
import { testEnvironment } from '../setup/environment.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

test('the diagrams in the READMEs of the domains are those of the state tables', async () => {
  expect(await writeDiagrams({ onlyLook: true })).toEqual([])
})

test('dingtalk.config.json fits its schema, and something else does not', async () => {
  const schema = z.fromJSONSchema(JSON.parse(await read('docs/dingtalk.config.schema.json')))
  const setUp = JSON.parse(await read('dingtalk.config.json'))
  expect(schema.safeParse(setUp).error?.issues).toBeUndefined()
  for (const broken of [
    { homeUrls: {} },
    { scopes: [...setUp.scopes, 'qyapi_get_members'] },
    { redirectUrls: ['https://elsewhere.example/'] },
    { egressIps: ['everywhere'] },
    { inClientLoginUrls: undefined },
  ])
    expect(schema.safeParse({ ...setUp, ...broken }).success, Object.keys(broken)[0]).toBe(false)
  expect(JSON.stringify(setUp)).not.toMatch(/clientSecret|aesKey|token/i)
})

test('dingtalk.config.json names the events that the service takes and the variables of its cards', async () => {
  const { events, cards } = JSON.parse(await read('dingtalk.config.json'))
  for (const eventType of events.subscriptions)
    expect(readEvent({}, { type: eventType }).isKnown, eventType).toBe(true)
  const { variables } = JSON.parse(await read(cards.variables))
  expect(variables.length).toBeGreaterThan(0)
})

test('.env.example and the README name every setting that the service reads, the former nothing else', async () => {
  const named = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const source = await read('service/config.ts')
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(known.toSorted())
  const readme = await read('README.md')
  expect(known.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  expect(() => readConfig({})).toThrow()
})

test('docs/privacy.md names every collection, and the days of every setting as they are', async () => {
  const text = await read('docs/privacy.md')
  // models register themselves
  await import('../../service/app.ts')
  await import('../../service/worker.ts')
  const collections = Object.values(mongoose.models).map(({ collection }) => collection.name)
  expect(collections.length).toBeGreaterThan(30)
  expect(collections.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  const { retention } = readConfig(testEnvironment())
  const written = [...text.matchAll(/`(RETENTION_[A-Z_]+_DAYS)` \(([\d,]+)\)/g)].map(
    ([, , days = '']) => Number(days.replace(',', '')),
  )
  expect(written.toSorted()).toEqual(Object.values(retention).toSorted())
})
