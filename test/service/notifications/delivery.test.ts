/** What becomes of a message: another way where one leads nowhere, and what people do not want to hear, or not now. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { associate } from '../../../service/staff/actions/associate.ts'
import { Accounts } from '../../../service/accounts/model.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'

let hiring: Hiring
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(async () => {
  await hiring.reset()
  await Messages.deleteMany({})
  await MessagePreferences.deleteMany({})
  await Events.deleteMany({ type: /^notifications/ })
  admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

const cards = '/v1.0/card/instances/createAndDeliver'
const robot = '/v1.0/robot/oToMessages/batchSend'
const refused = (where: string, value = 'param.error') => ({ where, what: 'errcode', value })

async function ask(): Promise<void> {
  const stranger = clientOf(hiring.service.url)
  const { workspace } = admin
  const answer = await stranger.post(`/api/v1/join/${workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: workspace.email,
    name: 'Aroon Suk',
    phone: phoneOf('aroon'),
    language: 'en',
  })
  expect(answer.status).toBe(202)
}

/** The messages page of the admin. */
const listed = async (query = '') =>
  (await admin.client.get(`/api/v1/messages${query}`)).body.items as {
    id: string
    status: string
    waitsUntil: string | null
    ways: { way: string; outcome: string; reason: string | null }[]
    abilities: string[]
  }[]

/** The newest message; read where it is kept, because sessions do not outlive a clock that is moved. */
const newest = async () => (await Messages.find().sort({ createdAt: -1 }).lean())[0]

async function becomes(status: string) {
  await expect.poll(async () => (await newest())?.status).toBe(status)
  const message = await newest()
  if (!message) throw new Error('there is no message')
  return message
}

const timesHeld = async () =>
  (await newest())?.ways.filter(({ outcome }) => outcome === 'held').length

/** It is this time now, and time goes on. */
function at(time: string): void {
  const real = Date.now()
  clock.arrange(() => new Date(Date.parse(time) + Date.now() - real))
}

/** So much later, everything that waited for this is due. */
function later(milliseconds: number): void {
  const now = clock.time()
  const real = Date.now()
  clock.arrange(() => new Date(now + milliseconds + (Date.now() - real)))
  hiring.service.worker?.relay.wake()
}

const mails = async () =>
  (await hiring.phones.send('GET', '/mails')) as { to: string[]; subject: string; text: string }[]

describe('another way is taken when one leads nowhere:', () => {
  test('a card that DingTalk does not take becomes a message of the robot with a link', async () => {
    await hiring.phones.misbehave(refused(cards))
    await ask()
    const message = await becomes('sent')
    expect(message.ways).toMatchObject([
      { way: 'card', outcome: 'failed', reason: 'param.error' },
      { way: 'robot', outcome: 'sent' },
    ])
    expect(await hiring.phones.messages('olivia')).toMatchObject([
      {
        kind: 'actionCard',
        title: 'Association request',
        buttons: [
          {
            title: 'Open Review List',
            url: expect.stringContaining(encodeURIComponent('/console/staff/requests')),
          },
        ],
      },
    ])
  })

  test('a message held back for limits waits, then goes; held back again and again, it goes elsewhere', async () => {
    await hiring.phones.misbehave(refused(cards))
    await hiring.phones.misbehave({
      where: 'robot:flowControlled',
      what: 'errcode',
      value: 1,
      times: 3,
    })
    await ask()
    for (const times of [1, 2, 3]) {
      await expect.poll(timesHeld).toBe(times)
      expect((await becomes('waiting')).waitsUntil).toEqual(expect.any(Date))
      later(10 * 60_000)
    }
    expect((await becomes('checking')).ways.at(-1)).toMatchObject({
      way: 'work_notification',
      outcome: 'handed_over',
    })
  })

  test('a work notification counts as sent when DingTalk says so later, and as read when it was', async () => {
    for (const where of [cards, robot]) await hiring.phones.misbehave(refused(where))
    await ask()
    await becomes('checking')
    later(20_000)
    await becomes('sent')
    await hiring.phones.send('POST', '/people/olivia/read')
    later(2 * 3_600_000)
    await becomes('read')
  })

  test('a work notification refused for a limit, though answered with success, becomes a mail', async () => {
    for (const where of [cards, robot]) await hiring.phones.misbehave(refused(where))
    await ask()
    await becomes('checking')
    // the same words to the same person on one day
    const [first] = await Messages.find().lean()
    if (!first) throw new Error('there is no message')
    await Messages.deleteMany({})
    const about = { type: 'staff.requested', 'subject.id': first.subject.id }
    const request = await Events.findOne(about).lean()
    await Events.collection.insertOne({
      ...request,
      _id: randomUUIDv7(),
      state: 'due',
      finished: [],
    } as never)
    await becomes('checking')
    later(20_000)
    const message = await becomes('sent')
    expect(message.ways.slice(-2)).toMatchObject([
      { way: 'work_notification', outcome: 'failed', reason: '143106' },
      { way: 'mail', outcome: 'sent' },
    ])
    expect((await mails()).map(({ to }) => to).flat()).toEqual([admin.account.email])
  })

  test('a person who cannot be reached shows on the page and on the failed list, and can be sent to again', async () => {
    await Accounts.updateOne({ _id: admin.account._id }, { $unset: { dingtalkUserId: 1 } })
    const { member } = await buildStaff(hiring.service.url, admin.workspace._id, {
      phone: phoneOf('lin'),
      name: 'Lin Wei',
      status: 'invited',
    })
    await Events.deleteMany({})
    // DingTalk knows Lin no more when the welcome is sent
    await associate(member, 'lin02')
    const message = await becomes('failed')
    expect((await listed())[0]).toMatchObject({
      abilities: ['send_again'],
      ways: [
        { way: 'card', outcome: 'failed' },
        { way: 'robot', outcome: 'failed', reason: 'not_in_organisation' },
      ],
    })
    await expect
      .poll(() => Events.countDocuments({ state: 'failed', type: 'notifications.due' }), {
        timeout: 20_000,
      })
      .toBe(1)
    const again = await admin.client.post(`/api/v1/messages/${message._id}/send-again`)
    expect(again.status).toBe(200)
    await becomes('failed')
    // what has arrived meanwhile is not sent twice
    await Messages.updateOne({ _id: message._id }, { $set: { status: 'sent' } })
    const twice = await admin.client.post(`/api/v1/messages/${message._id}/send-again`)
    expect([twice.status, twice.body.code]).toEqual([409, 'wrong_state'])
  })
})

describe('while DingTalk is away for an hour', () => {
  /** DingTalk answers nothing, and the message has been tried nearly as often as it may be. */
  async function nearlyGivenUp(): Promise<void> {
    const attempted = { type: 'notifications.due', attempts: { $gte: 1 } }
    await expect.poll(() => Events.countDocuments(attempted)).toBe(1)
    await Events.updateOne(attempted, { $set: { attempts: 9 } })
    later(3_600_000)
  }

  const away = async () => {
    for (const where of ['/v1.0/card/*', '/v1.0/robot/*', '/topapi/message/*']) {
      await hiring.phones.misbehave({ where, what: 'status', value: 500 })
    }
  }

  test('a person with a mailbox is told there', async () => {
    await away()
    await ask()
    await nearlyGivenUp()
    const message = await becomes('sent')
    expect(message.ways.map(({ way, outcome }) => `${way} ${outcome}`)).toEqual([
      'card failed',
      'robot failed',
      'work_notification failed',
      'mail sent',
    ])
  })

  test('a person without one is told when it is back, and nothing is given up', async () => {
    await buildStaff(hiring.service.url, admin.workspace._id, { dingtalkUserId: 'mei04' })
    await away()
    await hiring.phones.send('POST', '/people/mei/messages', { text: 'help' })
    await nearlyGivenUp()
    const waiting = async () => {
      const row = await Events.findOne({ type: 'notifications.due', attempts: 9 }).lean()
      return row?.state === 'due' && row.dueAt.getTime() > clock.time() + 60_000
    }
    await expect.poll(waiting).toBe(true)
    await hiring.phones.behave()
    later(15 * 60_000)
    await becomes('sent')
    expect(await Events.countDocuments({ state: 'failed' })).toBe(0)
  })
})

describe.each([
  ['is not set up', 'Forbidden.AccessDenied.AccessTokenPermissionDenied', 43_007],
  ['has no calls left this month', 'Forbidden.AccessDenied.ApiCountLimitForOrg', 90_020],
])('while the app %s', (_, code, errcode) => {
  const refusing = async () => {
    for (const where of ['/v1.0/card/*', '/v1.0/robot/*']) {
      await hiring.phones.misbehave({ where, what: 'errcode', value: code })
    }
    await hiring.phones.misbehave({ where: '/topapi/message/*', what: 'errcode', value: errcode })
  }

  test('a person with a mailbox is told there at once', async () => {
    await refusing()
    await ask()
    const message = await becomes('sent')
    expect(message.ways.map(({ way, outcome }) => `${way} ${outcome}`)).toEqual([
      'card failed',
      'robot failed',
      'work_notification failed',
      'mail sent',
    ])
    expect(await Events.countDocuments({ state: 'failed' })).toBe(0)
  })

  test('a person without one gets it when that is over, days later, and nothing is given up', async () => {
    await buildStaff(hiring.service.url, admin.workspace._id, { dingtalkUserId: 'mei04' })
    await refusing()
    await hiring.phones.send('POST', '/people/mei/messages', { text: 'help' })
    const row = () => Events.findOne({ type: 'notifications.due' }).lean()
    const waits = async () => {
      const { state, dueAt } = (await row()) ?? {}
      return state === 'due' && dueAt !== undefined && dueAt.getTime() > clock.time() + 50_000
    }
    await expect.poll(waits).toBe(true)
    for (const days of [2, 3]) {
      later(days * 24 * 3_600_000)
      await expect.poll(waits).toBe(true)
    }
    expect((await newest())?.status).toBe('sending')
    expect((await row())?.attempts).toBe(0)
    await hiring.phones.behave()
    later(32 * 24 * 3_600_000)
    const message = await becomes('sent')
    // by the best way, not by the last one that was tried
    expect(message.via).toBe('robot')
    const texts = (await hiring.phones.messages('mei')) as { text?: string }[]
    expect(texts.length).toBeGreaterThan(0)
  }, 30_000)
})

describe('a person decides what they hear:', () => {
  const mine = '/api/v1/me/operator/preferences'

  test('what is switched off is not sent, and says so', async () => {
    const set = await admin.client.patch(mine, { kinds: [{ kind: 'requests', on: false }] })
    expect(set.body.kinds).toContainEqual({ kind: 'requests', on: false })
    await ask()
    await becomes('not_wanted')
    await hiring.settled()
    expect(await hiring.phones.cards('olivia')).toEqual([])
  })

  test('what all must hear cannot be switched off', async () => {
    for (const kind of ['security', 'association', 'answers']) {
      const answer = await admin.client.patch(mine, {
        kinds: [{ kind, on: false }],
      })
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        409,
        'always_told',
        'kinds.0.kind',
      ])
    }
    expect(await MessagePreferences.countDocuments()).toBe(0)
  })

  test('changes at one moment all hold', async () => {
    const kinds = (kind: string, on: boolean) => ({ kinds: [{ kind, on }] })
    await admin.client.patch(mine, kinds('imports', false))
    await Promise.all([
      admin.client.patch(mine, kinds('requests', false)),
      admin.client.patch(mine, kinds('digest', false)),
      admin.client.patch(mine, kinds('imports', true)),
      admin.client.patch(mine, { where: 'email' }),
      admin.client.patch(mine, { quiet: { from: '23:00', to: '06:00' } }),
    ])
    expect((await admin.client.get(mine)).body).toMatchObject({
      kinds: [
        { kind: 'requests', on: false },
        { kind: 'imports', on: true },
        { kind: 'digest', on: false },
      ],
      where: 'email',
      quiet: { from: '23:00', to: '06:00' },
    })
  })

  test('a person who wants mail gets mail', async () => {
    await admin.client.patch(mine, { where: 'email' })
    await ask()
    expect((await becomes('sent')).ways).toMatchObject([{ way: 'mail', outcome: 'sent' }])
    expect(await mails()).toMatchObject([{ subject: 'Association request of Aroon Suk' }])
    expect(await hiring.phones.cards('olivia')).toEqual([])
  })

  test('staff have no e-mail address here, and a time zone must be one', async () => {
    const { client } = await buildStaff(hiring.service.url, admin.workspace._id)
    const staffs = '/api/v1/me/staff/preferences'
    expect((await client.patch(staffs, { where: 'email' })).body.code).toBe('no_email')
    const zone = await client.patch(staffs, { timeZone: 'Mars/Olympus' })
    expect([zone.status, zone.body.field]).toEqual([400, 'timeZone'])
    const other = await client.patch(staffs, { kinds: [{ kind: 'requests', on: false }] })
    expect(other.status).toBe(400)
    expect((await client.get(staffs)).body).toEqual({
      kinds: [
        { kind: 'results', on: true },
        { kind: 'tasks', on: true },
        { kind: 'test_accounts', on: true },
        { kind: 'digest', on: true },
      ],
      where: 'dingtalk',
      mayChooseEmail: false,
      quiet: null,
      timeZone: null,
      businessTimeZone: 'Asia/Singapore',
    })
  })

  test('in quiet hours it waits until they end, and is told then', async () => {
    at('2026-11-20T15:00:00Z')
    await admin.client.patch(mine, {
      quiet: { from: '22:00', to: '07:00' },
      timeZone: 'Asia/Singapore',
    })
    await ask()
    expect(await becomes('waiting')).toMatchObject({ waitsUntil: new Date('2026-11-20T23:00:00Z') })
    expect(await hiring.phones.cards('olivia')).toEqual([])
    later(8 * 3_600_000)
    await becomes('sent')
    expect(await hiring.phones.cards('olivia')).toHaveLength(1)
  })

  test('quiet hours made longer while it waits hold as well', async () => {
    at('2026-11-20T15:00:00Z')
    await admin.client.patch(mine, { quiet: { from: '22:00', to: '07:00' } })
    await ask()
    await becomes('waiting')
    await admin.client.patch(mine, { quiet: { from: '22:00', to: '08:00' } })
    later(8 * 3_600_000)
    const until = async () => (await newest())?.waitsUntil?.toISOString()
    await expect.poll(until).toBe('2026-11-21T00:00:00.000Z')
    expect(await hiring.phones.cards('olivia')).toEqual([])
    later(3_600_000)
    await becomes('sent')
  })

  test('what was settled in quiet hours is not told after them', async () => {
    at('2026-11-20T15:00:00Z')
    await admin.client.patch(mine, { quiet: { from: '22:00', to: '07:00' } })
    await ask()
    await becomes('waiting')
    const [message] = await Messages.find().lean()
    await hiring.post(admin, message?.subject.id ?? '', 'reject', {
      reason: 'not_needed',
      note: '',
    })
    later(8 * 3_600_000)
    await becomes('not_needed')
    expect(await hiring.phones.cards('olivia')).toEqual([])
  })
})

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
  const ids = async (query: string) => (await listed(query)).map(({ id }) => id)
  expect(await ids('?status=failed')).toEqual(['pw-more-3', 'pw-more-1'])
  expect(await ids('?kind=requests')).toEqual([row._id])
  expect(await ids('?search=MEI%202')).toEqual(['pw-more-2'])
  const seen: string[] = []
  for (let after = ''; ;) {
    const { body } = await admin.client.get(`/api/v1/messages?limit=2${after}`)
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    if (!body.next) break
    after = `&after=${body.next}`
  }
  expect(seen).toEqual([row._id, 'pw-more-3', 'pw-more-2', 'pw-more-1', 'pw-more-0'])
  const other = await buildOperator(hiring.service.url)
  expect((await other.client.get('/api/v1/messages')).body.items).toEqual([])
  expect((await other.client.post('/api/v1/messages/pw-more-1/send-again')).status).toBe(404)
  const url = hiring.service.url
  const platform = await buildOperator(url, { kind: 'platform', roles: ['platform.operations'] })
  const all = await platform.client.get('/api/v1/messages?status=failed')
  expect(all.body.items[0]).toMatchObject({
    iso: admin.workspace.name,
    recipient: { name: 'Mei 3' },
  })
  const { workspace } = platform
  const reviewer = await buildOperator(url, { workspace, roles: ['platform.reviewer'] })
  expect((await reviewer.client.get('/api/v1/messages')).status).toBe(403)
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
  const costOf = async (query: string) => {
    await database.db?.command({ profile: 2 })
    expect((await admin.client.get(`/api/v1/messages?limit=10${query}`)).status).toBe(200)
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
    '',
    '&status=failed',
    '&kind=results',
    '&kind=digest&status=failed',
    '&search=me',
    '&search=lin&status=failed',
    '&search=mei&kind=requests',
    // looked for folded and as it is typed
    '&search=m%C3%A9i',
    '&search=m%C3%A9i&kind=requests',
  ]) {
    const done = await costOf(query)
    expect(done?.['planSummary'], query).toContain('IXSCAN')
    expect(done?.['hasSortStage'], query).toBeUndefined()
    expect(done?.['docsExamined'], query).toBeLessThanOrEqual(11)
    // a look into each range that is merged, and the page itself
    expect(done?.['keysExamined'], query).toBeLessThan(250)
  }
})
