/** A made-up kind of import: all that it says is its columns, the check of a row, and the work of a row. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { scopeOfIso } from '../../../service/http/scope.ts'
import { importEventData } from '../../../service/imports/contract.ts'
import { tallyByState } from '../../../service/imports/find.ts'
import { importsOf } from '../../../service/imports/imports.ts'
import type { ImportKind } from '../../../service/imports/kind.ts'
import { importMachineWith } from '../../../service/imports/machine.ts'
import { importModels, type StoredImport, type StoredRow } from '../../../service/imports/model.ts'
import type { TitledRow } from '../../../service/imports/reading/by-title.ts'
import { sweepsOf } from '../../../service/imports/sweep.ts'
import { workOf } from '../../../service/imports/work.ts'
import { log } from '../../../service/log.ts'
import { event } from '../../../service/outbox/event.ts'
import { Events } from '../../../service/outbox/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { csvOf } from '../staff-imports/files.ts'

interface MeterRow extends StoredRow {
  number: string
  place: string
}

const told = (what: string) =>
  event(`meters.import_${what}`, { about: 'meterImport', data: importEventData })

/** What there is already, and what the work has added. */
const meters = new Map<string, string>([['900', 'Harbour']])

const kind: ImportKind<
  StoredImport,
  MeterRow,
  TitledRow<'number' | 'place'>,
  { row: number; number: string; place: string; problem?: string }
> = {
  name: 'meters',
  ...importModels<StoredImport, MeterRow>('MeterImport', {
    rowFields: { number: String, place: String },
  }),
  machine: importMachineWith({
    started: told('started'),
    paused: told('paused'),
    stuck: told('stuck'),
    resumed: told('resumed'),
    cancelled: told('cancelled'),
    finished: told('finished'),
  }),
  columns: import.meta.resolve('./meter-columns.ts'),
  options: [],
  check: {
    row: ({ row, cells, fault }) => {
      const problem = fault ?? (/^\d+$/.test(cells.number) ? undefined : 'no_number')
      return { row, ...cells, ...(problem && { problem }) }
    },
    key: 'number',
    there: (_, numbers) => {
      const known = numbers.filter((number) => meters.has(number))
      return Promise.resolve(new Map(known.map((number) => [number, { problem: 'there_already' }])))
    },
    verdictFields: [],
    verdictProblems: ['there_already'],
    again: ({ row, number, place }) => ({ row, cells: { number, place } }),
  },
  tally: (one) => tallyByState(kind.Rows, one),
}

const imports = importsOf(kind)
const work = workOf(kind, {
  doRow: (_, { number, place }) => {
    if (place === 'nowhere') return Promise.reject(new Error('no such place'))
    meters.set(number, place)
    return Promise.resolve({ set: { state: 'added' } })
  },
})
const sweeps = sweepsOf(kind)

const iso = randomUUIDv7()
const me = { id: randomUUIDv7(), name: 'Olivia', workspace: { id: iso } }
const by = { kind: 'operator' as const, id: me.id, name: me.name }
const scope = scopeOfIso(iso)

beforeAll(async () => {
  log.level = 'silent'
  await connectDatabase(configure(testEnvironment()).mongodbUri)
})
afterAll(disconnectDatabase)

const check = (rows: [string, string][], id = randomUUIDv7()) => {
  const bytes = csvOf('Place,Meter', ...rows.map(([number, place]) => `${place},${number}`))
  return imports.check(me, { id, fileName: 'meters.csv', options: {}, bytes, chosen: {} })
}

const rowsOf = async ({ _id, revision }: StoredImport) => {
  const rows = await kind.Rows.find({ iso, import: _id, revision }).sort({ row: 1 }).lean()
  return rows.map(({ number, state, problem }) => [number, state, problem])
}

test('a file is checked, one row is mended, the work is done, and the rows go at last', async () => {
  const preview = await check([
    ['101', 'Pier'],
    ['101', 'Pier again'],
    ['x', 'Market'],
    ['900', 'Harbour'],
    ['102', 'nowhere'],
  ])
  expect(await rowsOf(preview)).toEqual([
    ['101', 'good', undefined],
    ['101', 'bad', 'twice_in_file'],
    ['x', 'bad', 'no_number'],
    ['900', 'bad', 'there_already'],
    ['102', 'good', undefined],
  ])

  const wrong = await kind.Rows.findOne({ import: preview._id, number: 'x' }).lean()
  const where = { importId: preview._id, rowId: wrong?._id ?? '' }
  const mended = await imports.mend(scope, where, ({ row, place }) => {
    return { row, cells: { number: '103', place } }
  })
  expect(mended.one).toMatchObject({ good: 3, mends: 1 })

  const { revision, mends = 0 } = mended.one
  const started = await imports.start(mended.one, { revision, mends }, by)
  while ((await work.feed(started._id)) !== undefined);
  expect(await imports.find(scope, started._id)).toMatchObject({ status: 'finished' })
  expect([...meters]).toEqual([
    ['900', 'Harbour'],
    ['101', 'Pier'],
    ['103', 'Market'],
  ])
  expect((await rowsOf(started)).at(-1)).toEqual(['102', 'refused', 'not_added'])
  const events = await Events.find({ 'subject.id': started._id }).sort({ at: 1, _id: 1 }).lean()
  expect(events.map(({ type }) => type)).toEqual([
    'meters.import_started',
    'meters.import_finished',
  ])

  const later = new Date(clock.time() + 91 * 86_400_000)
  clock.arrange(() => later)
  await sweeps.sweepRows()
  expect(await kind.Rows.countDocuments({ import: started._id })).toBe(0)
  const { lastTally } = await imports.find(scope, started._id)
  expect(lastTally).toMatchObject({ counts: { added: 2, bad: 2, refused: 1 } })
  clock.arrange()
})

test('it is paused, goes on where it stopped, and belongs to one ISO', async () => {
  const preview = await check([['201', 'Gate']])
  const { revision } = preview
  const started = await imports.start(preview, { revision }, by)
  await imports.pause(started, by)
  expect(await work.feed(started._id)).toBeUndefined()
  expect(meters.has('201')).toBe(false)
  await imports.resume(started, by)
  while ((await work.feed(started._id)) !== undefined);
  expect(meters.get('201')).toBe('Gate')
  await expect(imports.find(scopeOfIso('another'), started._id)).rejects.toThrow('not_found')
  expect((await imports.page(scope, { limit: 1 })).items[0]?._id).toBe(started._id)
})

test('a file without a column is refused, and says which one is missing', async () => {
  const bytes = csvOf('Meter,Somewhere', '301,Gate')
  const given = { id: randomUUIDv7(), fileName: 'a.csv', options: {}, bytes, chosen: {} }
  await expect(imports.check(me, given)).rejects.toMatchObject({
    code: 'columns_missing',
    detail: { about: { missing: ['place'] } },
  })
})
