/** Pages of a list: every row once, in order, whatever many rows have in common. */
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { keysetPage } from '../../../service/database/keyset-page.ts'
import { isRefusal } from '../../../service/errors.ts'
import { testDatabaseUri } from '../../setup/database.ts'

interface Row {
  _id: string
  shelf: string
  at: Date
  size: number
}

const Rows = mongoose.model<Row>(
  'PagedRow',
  new mongoose.Schema<Row>({ _id: String, shelf: String, at: Date, size: Number }),
  'pagedRows',
)

// three times, two sizes: every mark is shared by many rows
const rows: Row[] = Array.from({ length: 37 }, (_, index) => ({
  _id: `row-${String((index * 17) % 37).padStart(2, '0')}`,
  shelf: index % 5 === 0 ? 'other' : 'mine',
  at: new Date(Date.UTC(2026, 0, 1 + (index % 3))),
  size: index % 2,
}))

beforeAll(async () => {
  await connectDatabase(testDatabaseUri())
  await Rows.insertMany(rows)
})
afterAll(disconnectDatabase)

type Sort = [string, 1 | -1][]

async function walk(sort: Sort, limit: number): Promise<string[][]> {
  const pages: string[][] = []
  let after: string | undefined
  do {
    const { items, next } = await keysetPage(Rows, { shelf: 'mine' }, { sort, limit, after })
    pages.push(items.map(({ _id }) => _id))
    after = next ?? undefined
  } while (after)
  return pages
}

function inOrder(sort: Sort): string[] {
  const value = (row: Row, field: string) => Number(row[field as 'size'])
  const compare = (a: Row, b: Row) => {
    for (const [field, direction] of sort) {
      const [x, y] = field === '_id' ? [a._id, b._id] : [value(a, field), value(b, field)]
      if (x !== y) return (x < y ? -1 : 1) * direction
    }
    return 0
  }
  return rows
    .filter(({ shelf }) => shelf === 'mine')
    .toSorted(compare)
    .map(({ _id }) => _id)
}

const newestFirst: Sort = [
  ['at', -1],
  ['_id', -1],
]
const sorts: { by: string; sort: Sort }[] = [
  { by: 'id', sort: [['_id', 1]] },
  { by: 'time and id', sort: newestFirst },
  {
    by: 'time one way and id the other',
    sort: [
      ['at', 1],
      ['_id', -1],
    ],
  },
  {
    by: 'three fields',
    sort: [
      ['at', -1],
      ['size', 1],
      ['_id', -1],
    ],
  },
]

test.each(sorts)('all rows come once and in order, by $by', async ({ sort }) => {
  for (const limit of [1, 4, 29, 100]) {
    const pages = await walk(sort, limit)
    expect(pages.flat()).toEqual(inOrder(sort))
    expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true)
  }
})

test('a page in the middle reads no more of the index than itself', async () => {
  await Rows.collection.createIndex({ shelf: 1, at: -1, _id: -1 })
  const page = { sort: newestFirst, limit: 3 }
  const { next } = await keysetPage(Rows, { shelf: 'mine' }, { sort: newestFirst, limit: 14 })
  const { db } = mongoose.connection
  await db?.command({ profile: 2 })
  await keysetPage(Rows, { shelf: 'mine' }, { ...page, after: next ?? undefined })
  await db?.command({ profile: 0 })
  const [reading] = (await db?.collection('system.profile').find({ op: 'query' }).toArray()) ?? []
  expect(reading?.['planSummary']).toMatch(/^IXSCAN/)
  // the one that tells whether there is a next page, the mark itself, and the end of the range
  expect(reading?.['keysExamined']).toBeLessThanOrEqual(3 + 3)
})

test.each([
  'x',
  'WzFd',
  'bnVsbA',
  Buffer.from('[{"t":1e99},"a"]').toString('base64url'),
  // of a list that is sorted by something else
  Buffer.from('["a","b"]').toString('base64url'),
])('%j marks no place', async (after) => {
  const asked = keysetPage(Rows, {}, { sort: newestFirst, limit: 2, after })
  expect(isRefusal(await asked.catch((error: unknown) => error), 'bad_cursor')).toBe(true)
})
