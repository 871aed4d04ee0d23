/** How a person comes to belong to an ISO: added or asking, decided on console or card, agreeing in DingTalk. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../../../scripts/demo/people.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import {
  buildOperator,
  buildStaff,
  clientOf,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let phones: Phones
let stranger: Client

const phoneOf = (id: string) => demoPeople.find((person) => person.id === id)?.phone ?? ''

beforeAll(async () => {
  service = await startTestService({ simulator: true })
  if (!service.simulator) throw new Error('no simulator')
  phones = new Phones(service.simulator)
  stranger = clientOf(service.url)
})
afterAll(() => service.stop())
afterEach(async () => {
  await phones.behave()
  // what is still being done must not meet what the next test arranges
  await expect.poll(() => Events.countDocuments({ state: 'running' })).toBe(0)
  await phones.send('POST', '/reset')
  await StaffMembers.deleteMany({})
})

/** Each test has an ISO of its own, whose admin is Olivia in DingTalk. */
async function iso(): Promise<TestOperator> {
  const { Accounts } = await import('../../../service/accounts/model.ts')
  await Accounts.updateMany({}, { $unset: { dingtalkUserId: 1 } })
  return buildOperator(service.url, { dingtalkUserId: 'olivia01' })
}

async function add(admin: TestOperator, phone: string, name = 'Lin Wei') {
  return admin.client.post('/api/v1/staff', { id: randomUUIDv7(), name, phone })
}

async function ask(admin: TestOperator, changes: Record<string, unknown> = {}) {
  return stranger.post(`/api/v1/join/${admin.workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: admin.workspace.email,
    name: 'Aroon Srisuk',
    phone: phoneOf('aroon'),
    language: 'en',
    ...changes,
  })
}

async function statusOf(admin: TestOperator, id: string): Promise<string> {
  return (await admin.client.get(`/api/v1/staff/${id}`)).body.status
}

const becomes = (admin: TestOperator, id: string, status: string) =>
  expect.poll(() => statusOf(admin, id)).toBe(status)

/** A person in the organisation already answers the question of an ISO. */
async function agreesTo(person: string, admin: TestOperator): Promise<void> {
  const title = `${admin.workspace.name} wants to add you`
  const waiting = async () =>
    (await phones.cards(person)).findLast((one) => one.title === title && one.buttons.length)
  await expect.poll(waiting).toBeDefined()
  const card = await waiting()
  await phones.press(person, card?.outTrackId ?? '', 'consent.agree')
}

describe('adding staff', () => {
  test('a stranger, another kind of person and a role without it are refused', async () => {
    const admin = await iso()
    const powerless = await buildOperator(service.url, { workspace: admin.workspace, roles: [] })
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    const worker = await buildStaff(service.url, admin.workspace._id)
    const body = { id: randomUUIDv7(), name: 'Lin Wei', phone: '+6581239999' }
    const answers = [stranger, powerless.client, reviewer.client, worker.client].map((client) =>
      client.post('/api/v1/staff', body),
    )
    const codes = (await Promise.all(answers)).map((answer) => [answer.status, answer.body.code])
    expect(codes).toEqual([
      [401, 'signed_out'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
    ])
    expect(await StaffMembers.countDocuments({ name: 'Lin Wei' })).toBe(0)
  })

  test('a phone number of no country is refused at its field, and nothing is kept', async () => {
    const admin = await iso()
    for (const phone of ['81239999', '+999123456789', '+65 12', 'call me']) {
      const answer = await add(admin, phone)
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        400,
        'bad_phone_number',
        'phone',
      ])
    }
    expect(await StaffMembers.countDocuments()).toBe(0)
  })

  test('the person gets an Org invitation, agrees, and is associated and welcomed', async () => {
    const admin = await iso()
    const added = await add(admin, '+65 8123 0002')
    expect([added.status, added.body.status, added.body.phone]).toEqual([
      201,
      'invited',
      '+6581230002',
    ])
    await phones.agree('lin')
    await becomes(admin, added.body.id, 'associated')
    const welcome = await phones.card('lin', 'Welcome')
    expect(welcome.text).toContain('start your first promotion')
    const { timeline } = (await admin.client.get(`/api/v1/staff/${added.body.id}`)).body
    expect(timeline.map(({ what }: { what: string }) => what)).toEqual(['added', 'associated'])
    const events = await Events.find({ 'subject.id': added.body.id }).sort({ _id: 1 }).lean()
    expect(events.map(({ type }) => type)).toEqual(['staff.added', 'staff.associated'])
  })

  test('a double tap adds one person; the same number again is told so', async () => {
    const admin = await iso()
    const body = { id: randomUUIDv7(), name: 'Lin Wei', phone: phoneOf('lin') }
    const twins = await Promise.all([
      admin.client.post('/api/v1/staff', body),
      admin.client.post('/api/v1/staff', body),
    ])
    expect(twins.map(({ status }) => status)).toEqual([201, 201])
    expect(twins[0]?.body.id).toBe(twins[1]?.body.id)
    const other = await add(admin, phoneOf('lin'), 'Somebody Else')
    expect([other.status, other.body.code]).toEqual([409, 'already_staff'])
    expect(other.body.about.staffId).toBe(twins[0]?.body.id)
    expect(await StaffMembers.countDocuments()).toBe(1)
  })

  test('another ISO sees and changes nothing of it', async () => {
    const [mine, other] = [await iso(), await buildOperator(service.url)]
    const { body } = await add(mine, phoneOf('lin'))
    const tries = await Promise.all([
      other.client.get(`/api/v1/staff/${body.id}`),
      other.client.post(`/api/v1/staff/${body.id}/remove`),
      other.client.post(`/api/v1/staff/${body.id}/approve`),
      other.client.post(`/api/v1/staff/${body.id}/resend-invitation`),
      other.client.post(`/api/v1/staff/${body.id}/correct-phone`, { phone: '+6581239999' }),
      other.client.post(`/api/v1/staff/${body.id}/reject`, { reason: 'not_needed' }),
    ])
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await other.client.get('/api/v1/staff')).body.items).toEqual([])
  })

  test('search finds by the beginning of a name, a later word or a number, and pages go on', async () => {
    const admin = await iso()
    for (const name of ['Ana Lim', 'Bo Lim', 'Cara Tan']) {
      await buildStaff(service.url, admin.workspace._id, { name })
    }
    const names = async (query: string) =>
      (await admin.client.get(`/api/v1/staff?${query}`)).body.items.map(
        (row: { name: string }) => row.name,
      )
    expect(await names('search=LIM')).toEqual(['Ana Lim', 'Bo Lim'])
    expect(await names('search=cara+t')).toEqual(['Cara Tan'])
    expect(await names('search=%2B658&limit=2')).toHaveLength(2)
    expect(await names('search=.*')).toEqual([])
    const first = (await admin.client.get('/api/v1/staff?limit=2')).body
    const second = (await admin.client.get(`/api/v1/staff?limit=2&after=${first.next}`)).body
    expect([...first.items, ...second.items].map((row) => row.name)).toEqual([
      'Cara Tan',
      'Bo Lim',
      'Ana Lim',
    ])
    expect(second.next).toBeNull()
    const nonsense = await admin.client.get('/api/v1/staff?after=nonsense')
    expect([nonsense.status, nonsense.body.code]).toEqual([400, 'bad_cursor'])
  })
})

describe('asking to join', () => {
  test('approve on the card settles the console and every card; the person agrees and is in', async () => {
    const admin = await iso()
    const asked = await ask(admin)
    expect(asked.status).toBe(202)
    const stands = async () =>
      (await stranger.get(`/api/v1/join-requests/${asked.body.receipt}`)).body.status
    expect(await stands()).toBe('requested')
    const card = await phones.card('olivia', 'Association request')
    expect(card.buttons.map(({ title }) => title)).toEqual(['Approve', 'Reject'])
    expect(await phones.press('olivia', card.outTrackId, 'staff.approve')).toMatchObject({
      delivered: true,
    })
    const after = await phones.card('olivia', 'Association request')
    expect(after.status).toContain('Approved by')
    expect(after.buttons.map(({ title }) => title)).toEqual(['Open Review List'])
    await phones.agree('aroon')
    await expect.poll(stands).toBe('associated')
    await phones.card('aroon', 'Welcome')
  })

  test('reject on the console settles the card, and the person may ask again', async () => {
    const admin = await iso()
    const asked = await ask(admin)
    await phones.card('olivia', 'Association request')
    const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
    const rejected = await admin.client.post(`/api/v1/staff/${row.id}/reject`, {
      reason: 'wrong_details',
      note: 'Which team?',
    })
    expect(rejected.body.status).toBe('rejected')
    const card = async () => (await phones.card('olivia', 'Association request')).status
    await expect.poll(card).toContain('Rejected by')
    const why = { label: 'Reason', value: 'Name or phone number is wrong · Which team?' }
    expect(await phones.card('olivia', 'Association request')).toMatchObject({
      lines: expect.arrayContaining([why]),
    })
    const stands = await stranger.get(`/api/v1/join-requests/${asked.body.receipt}`)
    expect(stands.body).toMatchObject({
      status: 'rejected',
      rejection: {
        words: { en: 'Your name or phone number does not match their records' },
        note: 'Which team?',
      },
    })
    const again = await ask(admin)
    expect(again.status).toBe(202)
    expect(await statusOf(admin, row.id)).toBe('requested')
  })

  test('the person who asked reads the number that DingTalk gave for the failure, as the ISO does', async () => {
    const admin = await iso()
    const asked = await ask(admin)
    const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
    const failure = { reason: 'userid_conflict', errcode: 60104 }
    await StaffMembers.updateOne(
      { _id: row.id },
      { $set: { status: 'invitation_failed', failure } },
    )
    const stands = await stranger.get(`/api/v1/join-requests/${asked.body.receipt}`)
    expect(stands.body).toMatchObject({ failure: 'userid_conflict', failureCode: 60104 })
    expect((await admin.client.get(`/api/v1/staff/${row.id}`)).body.failure).toEqual(failure)
  })

  test('a person added by the ISO after all is not said to be approved by the admin who rejected them', async () => {
    const admin = await iso()
    await ask(admin)
    const { outTrackId } = await phones.card('olivia', 'Association request')
    const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
    await admin.client.post(`/api/v1/staff/${row.id}/reject`, { reason: 'not_needed' })
    expect((await add(admin, phoneOf('aroon'))).status).toBe(201)
    await phones.press('olivia', outTrackId, 'staff.approve')
    const says = async () => (await phones.card('olivia', 'Association request')).status
    await expect.poll(says).toBe('No longer open')
  })

  test('a name of two lines, which would look like two people, is refused', async () => {
    const admin = await iso()
    const { status, body } = await ask(admin, { name: 'Lin\n2. Trusted Person' })
    expect([status, body.code, body.field]).toEqual([400, 'bad_input', 'name'])
  })

  test('approve and reject at the same moment: one wins, the other is told what was decided', async () => {
    const admin = await iso()
    await ask(admin)
    const card = await phones.card('olivia', 'Association request')
    const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
    const [, console_] = await Promise.all([
      phones.press('olivia', card.outTrackId, 'staff.approve'),
      admin.client.post(`/api/v1/staff/${row.id}/reject`, { reason: 'not_needed' }),
    ])
    const decisions = await Events.find({
      'subject.id': row.id,
      type: { $in: ['staff.approved', 'staff.rejected'] },
    }).lean()
    expect(decisions).toHaveLength(1)
    const cardSays = async () => (await phones.card('olivia', 'Association request')).status
    if (decisions[0]?.type === 'staff.approved') {
      expect([console_.status, console_.body.code]).toEqual([409, 'already_decided'])
      await expect.poll(cardSays).toContain('Approved')
    } else {
      expect(console_.status).toBe(200)
      await expect.poll(cardSays).toContain('Rejected')
    }
  })

  test('a stranger cannot tell a known number or a repeated request from a new one', async () => {
    const admin = await iso()
    const known = await buildStaff(service.url, admin.workspace._id)
    const first = { id: randomUUIDv7() }
    const answers = [
      await ask(admin, first),
      await ask(admin, first),
      await ask(admin),
      await ask(admin, { phone: known.member.phone }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(202)
      expect(Object.keys(answer.body)).toEqual(['receipt'])
      const stands = await stranger.get(`/api/v1/join-requests/${answer.body.receipt}`)
      expect(stands.body).toEqual({
        status: 'requested',
        rejection: null,
        failure: null,
        failureCode: null,
      })
    }
    expect(await StaffMembers.countDocuments({ status: 'requested' })).toBe(1)
    expect(await statusOf(admin, known.member._id)).toBe('associated')
  })

  test('a name that is corrected before the decision reaches the ISO, and later changes nothing', async () => {
    const admin = await iso()
    const id = randomUUIDv7()
    await ask(admin, { id, name: 'Aron' })
    await phones.card('olivia', 'Association request')
    await Promise.all([ask(admin, { id }), ask(admin, { id })])
    const requested = '/api/v1/staff?status=requested'
    const [row] = (await admin.client.get(`${requested}&search=srisuk`)).body.items
    expect(row.name).toBe('Aroon Srisuk')
    expect((await admin.client.get(`${requested}&search=aron`)).body.items).toEqual([])
    const told = async () => JSON.stringify(await phones.cards('olivia'))
    await expect.poll(told).toContain('Aroon Srisuk')
    expect(await Events.countDocuments({ 'subject.id': row.id, type: 'staff.requested' })).toBe(2)
    await admin.client.post(`/api/v1/staff/${row.id}/approve`)
    expect((await ask(admin, { id, name: 'Mallory' })).status).toBe(202)
    expect((await admin.client.get(`/api/v1/staff/${row.id}`)).body.name).toBe('Aroon Srisuk')
  })

  test('an e-mail that is not this ISO’s is refused, and the same whether or not another ISO has it', async () => {
    const [admin, other] = [await iso(), await buildOperator(service.url)]
    const answers = []
    for (const isoEmail of ['nobody@else.example', other.workspace.email, admin.account.email]) {
      const began = performance.now()
      const { status, body } = await ask(admin, { isoEmail })
      // as long as a right one takes
      expect(performance.now() - began).toBeGreaterThan(240)
      expect([status, body.code, body.field]).toEqual([400, 'wrong_iso_email', 'isoEmail'])
      answers.push({ ...body, requestId: '' })
    }
    expect(answers).toEqual(Array(3).fill(answers[0]))
    expect(await StaffMembers.countDocuments()).toBe(0)
    const isoEmail = ` ${admin.workspace.email.toUpperCase()} `
    expect((await ask(admin, { isoEmail })).status).toBe(202)
  })

  test('a receipt shows only a request that was made with it, whatever id is written', async () => {
    const [mine, other] = [await iso(), await buildOperator(service.url)]
    const added = await add(mine, phoneOf('lin'))
    for (const [to, changes] of [
      [other, {}],
      [mine, { phone: phoneOf('lin') }],
    ] as const) {
      const asked = await ask(to, { id: added.body.id, ...changes })
      const stands = await stranger.get(`/api/v1/join-requests/${asked.body.receipt}`)
      expect(stands.body.status).toBe('requested')
    }
  })

  test('a double tap gets two receipts that both go on', async () => {
    const admin = await iso()
    const id = randomUUIDv7()
    const [one, two] = await Promise.all([ask(admin, { id }), ask(admin, { id })])
    const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
    await admin.client.post(`/api/v1/staff/${row.id}/reject`, { reason: 'not_needed' })
    for (const { body } of [one, two]) {
      const stands = await stranger.get(`/api/v1/join-requests/${body.receipt}`)
      expect(stands.body.status).toBe('rejected')
    }
  })

  test('a QR code that is not in force and a receipt of our making only', async () => {
    const admin = await iso()
    expect((await stranger.get('/api/v1/join/nonsense-code')).status).toBe(404)
    const open = await stranger.get(`/api/v1/join/${admin.workspace.joinCode}`)
    expect(open.body).toEqual({ isoName: admin.workspace.name })
    expect((await stranger.get(`/api/v1/join-requests/${randomUUIDv7()}.abc`)).status).toBe(404)
  })

  test('a person who is no admin of the ISO presses the button in vain', async () => {
    const admin = await iso()
    await ask(admin)
    const card = await phones.card('olivia', 'Association request')
    const { Accounts } = await import('../../../service/accounts/model.ts')
    await Accounts.updateOne({ _id: admin.account._id }, { $unset: { dingtalkUserId: 1 } })
    await phones.press('olivia', card.outTrackId, 'staff.approve')
    const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
    expect(row.status).toBe('requested')
  })

  test('an admin who is not linked to DingTalk is asked by mail', async () => {
    if (!service.simulator) throw new Error('no simulator')
    const admin = await buildOperator(service.url)
    await ask(admin)
    const mails = async () => (await phones.send('GET', '/mails')) as { subject: string }[]
    await expect
      .poll(async () => (await mails()).map(({ subject }) => subject))
      .toContain('Association request of Aroon Srisuk')
    // the mail is there before it is noted that it is
    await expect
      .poll(() => Messages.countDocuments({ template: 'association_request', via: 'mail' }))
      .toBe(1)
  })
})

describe('what DingTalk answers', () => {
  const create = '/topapi/v2/user/create'

  test.each([
    [40019, 'too_many_organisations'],
    [60103, 'bad_phone_number'],
    [40020, 'organisation_full'],
    [60102, 'userid_conflict'],
  ])('%i becomes a state that the ISO can read: %s', async (errcode, reason) => {
    const admin = await iso()
    await phones.misbehave({ where: create, what: 'errcode', value: errcode })
    const { body } = await add(admin, phoneOf('lin'))
    await becomes(admin, body.id, 'invitation_failed')
    const shown = (await admin.client.get(`/api/v1/staff/${body.id}`)).body
    expect(shown.failure).toEqual({ reason, errcode })
    expect(shown.abilities).toEqual(['resend_invitation', 'correct_phone', 'cancel'])
    await phones.behave()
    expect((await admin.client.post(`/api/v1/staff/${body.id}/resend-invitation`)).status).toBe(200)
    await phones.agree('lin')
    await becomes(admin, body.id, 'associated')
  })

  test.each([
    ['status 429', { what: 'status', value: 429 }],
    ['status 500', { what: 'status', value: 500 }],
    ['system busy (-1)', { what: 'errcode', value: -1 }],
    ['an empty body', { what: 'empty' }],
    ['a connection cut after it did what was asked', { what: 'drop' }],
  ])(
    '%s is tried again until the invitation is there, once',
    async (_name, rule) => {
      const admin = await iso()
      await phones.misbehave({ where: create, times: 2, ...rule })
      const { body } = await add(admin, phoneOf('lin'))
      await phones.agree('lin')
      await becomes(admin, body.id, 'associated')
      const messages = await phones.messages('lin')
      expect(messages.filter(({ kind }) => kind === 'invitation')).toHaveLength(1)
    },
    20_000,
  )

  test('a wrong number is corrected by the ISO, and the invitation goes to the right one', async () => {
    const admin = await iso()
    await phones.misbehave({ where: create, what: 'errcode', value: 60103 })
    const { body } = await add(admin, '+6581238888')
    await becomes(admin, body.id, 'invitation_failed')
    await phones.behave()
    const corrected = await admin.client.post(`/api/v1/staff/${body.id}/correct-phone`, {
      phone: phoneOf('lin'),
    })
    expect(corrected.body).toMatchObject({
      status: 'invited',
      phone: phoneOf('lin'),
      failure: null,
    })
    await phones.agree('lin')
    await becomes(admin, body.id, 'associated')
  })

  test('a person of another ISO is not taken from it', async () => {
    const [first, second] = [await iso(), await buildOperator(service.url)]
    const mine = await add(first, phoneOf('mei'), 'Mei Chen')
    await agreesTo('mei', first)
    await becomes(first, mine.body.id, 'associated')
    const theirs = await add(second, phoneOf('mei'), 'Mei Chen')
    await becomes(second, theirs.body.id, 'invitation_failed')
    const shown = (await second.client.get(`/api/v1/staff/${theirs.body.id}`)).body
    expect(shown.failure.reason).toBe('with_another_iso')
    expect(await statusOf(first, mine.body.id)).toBe('associated')
  })

  test('a person who leaves the organisation has left the ISO, and one who is removed leaves DingTalk', async () => {
    const admin = await iso()
    const { body } = await add(admin, phoneOf('mei'), 'Mei Chen')
    await agreesTo('mei', admin)
    await becomes(admin, body.id, 'associated')
    await phones.send('POST', '/people/mei/leave')
    await becomes(admin, body.id, 'left')
    await add(admin, phoneOf('mei'), 'Mei Chen')
    await phones.agree('mei')
    await becomes(admin, body.id, 'associated')
    expect((await admin.client.post(`/api/v1/staff/${body.id}/remove`)).body.status).toBe('removed')
    await expect.poll(async () => (await phones.person('mei')).member).toBe(false)
  })

  test('an ISO cannot put out of the organisation, or out of another department, a person it has not brought in', async () => {
    const [victim, attacker] = [await iso(), await buildOperator(service.url)]
    const own = (await phones.person('olivia')).departments
    const taken = await add(attacker, phoneOf('olivia'), 'Olivia Tan')
    await agreesTo('olivia', attacker)
    await becomes(attacker, taken.body.id, 'associated')
    await attacker.client.post(`/api/v1/staff/${taken.body.id}/remove`)
    await becomes(attacker, taken.body.id, 'removed')
    await expect.poll(async () => (await phones.person('olivia')).departments).toEqual(own)
    expect((await phones.person('olivia')).member).toBe(true)
    expect((await victim.client.get('/api/v1/me/operator')).status).toBe(200)
  })

  test('the same event five times changes one thing', async () => {
    const admin = await iso()
    const { body } = await add(admin, phoneOf('lin'))
    await phones.misbehave({ where: 'user_*', what: 'duplicate', value: 5 })
    await phones.agree('lin')
    await becomes(admin, body.id, 'associated')
    await phones.card('lin', 'Welcome')
    const associated = { 'subject.id': body.id, type: 'staff.associated' }
    expect(await Events.countDocuments(associated)).toBe(1)
    expect((await phones.cards('lin')).length).toBe(1)
  })
})
