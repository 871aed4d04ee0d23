/** The messages page of an ISO: filters, pages, and only its own. */
import { expect, test } from 'vitest'
import { listMessages, sendAgain } from '../../../service/notifications/contract.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { admin, ask, becomes, hiring, listed } from './told.ts'

test('the messages page: filters, pages, and only what is of one’s own ISO', async () => {
  await ask()
  await becomes('sent')
  const [row] = await Messages.find().lean()
  if (!row) throw new Error('there is no message')
  const more = Array.from({ length: 4 }, (_, n) => ({
    ...row,
    _id: `pw-more-${n}`,
    recipient: { kind: 'staff' as const, name: `Mei ${n}` },
    searchName: `mei ${n}`,
    kind: 'results' as const,
    status: n % 2 ? ('failed' as const) : ('sent' as const),
    // all at one moment, as a batch makes them
    createdAt: new Date('2026-11-01T00:00:00Z'),
  }))
  await Messages.insertMany(more)
  const ids = async (query: Parameters<typeof listed>[0]) =>
    (await listed(query)).map(({ id }) => id)
  expect(await ids({ status: 'failed' })).toEqual(['pw-more-3', 'pw-more-1'])
  expect(await ids({ kind: 'requests' })).toEqual([row._id])
  expect(await ids({ search: 'MEI 2' })).toEqual(['pw-more-2'])
  const seen: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await admin.call(listMessages, { query: { limit: 2, after } })
    seen.push(...items.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  expect(seen).toEqual([row._id, 'pw-more-3', 'pw-more-2', 'pw-more-1', 'pw-more-0'])
  const other = await buildOperator(hiring.service.url)
  expect((await other.call(listMessages)).items).toEqual([])
  const params = { messageId: 'pw-more-1' }
  expect((await other.refused(sendAgain, { params })).status).toBe(404)
  const url = hiring.service.url
  const platform = await buildOperator(url, { kind: 'platform', roles: ['platform.operations'] })
  const all = await platform.call(listMessages, { query: { status: 'failed' } })
  expect(all.items[0]).toMatchObject({
    iso: admin.workspace.name,
    recipient: { name: 'Mei 3' },
  })
  const { workspace } = platform
  const reviewer = await buildOperator(url, { workspace, roles: ['platform.reviewer'] })
  expect((await reviewer.refused(listMessages)).status).toBe(403)
})

test('a page of messages, narrowed or searched, reads no more of its index than it shows', async () => {
  await ask()
  await becomes('sent')
  const [row] = await Messages.find().lean()
  if (!row) throw new Error('there is no message')
  const kinds = ['requests', 'results', 'digest'] as const
  await Messages.insertMany(
    Array.from({ length: 3_000 }, (_, n) => ({
      ...row,
      _id: `pw-many-${n}`,
      searchName: `${['mei', 'lin', 'méi', 'lin'][n % 4]} ${n}`,
      kind: kinds[n % 3] ?? 'results',
      status: n % 100 === 1 ? ('failed' as const) : ('sent' as const),
      createdAt: new Date(Date.parse('2026-11-01T00:00:00Z') + n * 1_000),
    })),
  )
  const database = Messages.db
  const costOf = async (query: Parameters<typeof listed>[0]) => {
    await database.db?.command({ profile: 2 })
    await listed({ limit: 10, ...query })
    await database.db?.command({ profile: 0 })
    const profiles = database.db?.collection('system.profile')
    const done = await profiles?.findOne(
      { ns: `${database.name}.messages`, op: 'query', 'command.limit': 11 },
      { sort: { ts: -1 } },
    )
    await profiles?.drop()
    return done
  }
  for (const query of [
    {},
    { status: 'failed' },
    { kind: 'results' },
    { kind: 'digest', status: 'failed' },
    { search: 'me' },
    { search: 'lin', status: 'failed' },
    { search: 'mei', kind: 'requests' },
    // looked for folded and as it is typed
    { search: 'méi' },
    { search: 'méi', kind: 'requests' },
  ] as const) {
    const words = JSON.stringify(query)
    const done = await costOf(query)
    expect(done?.['planSummary'], words).toContain('IXSCAN')
    expect(done?.['hasSortStage'], words).toBeUndefined()
    expect(done?.['docsExamined'], words).toBeLessThanOrEqual(11)
    // a look into each range that is merged, and the page itself
    expect(done?.['keysExamined'], words).toBeLessThan(250)
  }
})
