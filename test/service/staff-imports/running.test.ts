/** Bulk add at work: each person in the file exactly once, whatever DingTalk answers and whenever it is stopped. */
import { once } from 'node:events'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { userAdded } from '../../../service/dingtalk/events.ts'
import { system } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { staffImports } from '../../../service/staff-imports/actions/imports.ts'
import { StaffImports } from '../../../service/staff-imports/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { pageInside } from '../../setup/phones.ts'
import { phoneOf } from '../staff/hiring.ts'
import { csvOf } from './files.ts'
import {
  admin,
  askedFor,
  becomes,
  checked,
  createUser,
  find,
  hiring,
  instance,
  start,
  started,
  strangers,
} from './imports-at-work.ts'
import { importPath, rowsOf } from './previews.ts'

test('a file of people: each is on the staff list, invited, and told of in the report', async () => {
  const there = await hiring.invited(admin, 'lin')
  const aroon = phoneOf('aroon')
  const lines = [...strangers(8), `Aroon,${aroon}`, `Lin Again,${phoneOf('lin')}`, 'Nobody,+6512']
  const preview = await checked(lines)
  expect(preview).toMatchObject({ total: 11, good: 9 })
  const first = await start(preview)
  expect(first.body).toMatchObject({ status: 'running', by: expect.any(String) })
  const done = await becomes(preview.id, 'finished')
  expect(done.counts).toMatchObject({ invited: 9, problem: 2, queued: 0, waiting: 0 })
  expect(done.endedAt).not.toBeNull()
  expect(await StaffMembers.countDocuments({ iso: admin.workspace._id })).toBe(10)
  await hiring.phones.agree('aroon')
  await expect.poll(async () => (await find(preview.id)).counts.associated).toBe(1)

  const rows = await rowsOf(admin, preview.id)
  expect(rows.find(({ phone }) => phone === aroon)).toMatchObject({ outcome: 'associated' })
  expect(rows.at(-2)).toMatchObject({ problem: 'already_staff', staffId: there })
  const report = await admin.client.get(`${importPath(preview.id)}/report?language=en`)
  expect(report.headers.get('content-disposition')).toContain('November-report.xlsx')
  const sheet = (await readSheet(report.body)).slice(1)
  expect(sheet.map((row) => row[4])).toEqual([
    ...Array.from({ length: 8 }, () => 'Invited'),
    'Associated',
    'Already on your staff list',
    'This is not a phone number',
  ])

  const list = await admin.client.get('/api/v1/staff-imports')
  expect(list.body.items[0]).toMatchObject({ id: preview.id, status: 'finished' })
})

test('the same file a second time adds no one', async () => {
  const lines = strangers(3)
  await becomes(await started(lines), 'finished')
  const again = await checked(lines)
  expect(again).toMatchObject({ good: 0 })
  expect(again.problems).toEqual([{ problem: 'already_staff', count: 3 }])
})

test('pressed twice it is started once, and too late is said', async () => {
  const preview = await checked(strangers(3))
  const answers = await Promise.all([start(preview), start(preview)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  await becomes(preview.id, 'finished')
  expect((await start(preview)).body).toMatchObject({
    code: 'wrong_state',
    about: { status: 'finished' },
  })
  for (const verb of ['pause', 'resume', 'cancel']) {
    expect((await admin.client.post(`${importPath(preview.id)}/${verb}`)).body.code).toBe(
      'wrong_state',
    )
  }
  const file = csvOf('Name,Phone', 'Ana,+6581239001')
  expect((await admin.client.put(importPath(preview.id), file)).body.code).toBe('wrong_state')
})

test('a person who is added by hand meanwhile is a row that says so, and is invited once', async () => {
  const [line = ''] = strangers(1)
  const preview = await checked([line, ...strangers(1)])
  const phone = line.split(',')[1] ?? ''
  await hiring.add(admin, phone)
  await start(preview)
  const done = await becomes(preview.id, 'finished')
  expect(done.counts).toMatchObject({ invited: 1, problem: 1 })
  expect((await rowsOf(admin, preview.id, '&only=problems'))[0]).toMatchObject({
    problem: 'already_staff',
    phone,
  })
})

test('paused it hands on no one, resumed it goes on where it stopped, cancelled it leaves the rest', async () => {
  const id = await started(strangers(150))
  await expect.poll(async () => (await find(id)).counts.queued).toBeLessThan(150)
  const paused = await admin.client.post(`${importPath(id)}/pause`)
  expect(paused.body.status).toBe('paused')
  // what was handed on before is answered
  await hiring.settled()
  const { counts } = await find(id)
  expect(counts.queued).toBeGreaterThan(0)
  expect(counts.waiting).toBe(0)
  expect((await admin.client.post(`${importPath(id)}/resume`)).body.status).toBe('running')
  await expect.poll(async () => (await find(id)).counts.queued).toBeLessThan(counts.queued)
  const cancelled = await admin.client.post(`${importPath(id)}/cancel`)
  expect(cancelled.body).toMatchObject({ status: 'cancelled' })
  await hiring.settled()
  const end = (await find(id)).counts
  expect(end.queued).toBe(0)
  expect(end.not_added).toBeGreaterThan(0)
  expect(end.not_added + end.invited).toBe(150)
  const asked = await askedFor()
  expect(asked).toHaveLength(new Set(asked).size)
})

test('while the ISO is suspended it adds no one, and goes on by itself when the ISO is resumed', async () => {
  const by = await hiring.iso()
  const platform = await buildOperator(hiring.service.url, {
    kind: 'platform',
    roles: ['platform.operations'],
  })
  const given = { suspend: { reason: 'An invoice is open.' }, resume: undefined }
  const change = async (verb: keyof typeof given) =>
    (await platform.client.post(`/api/v1/isos/${by.workspace._id}/${verb}`, given[verb])).status
  const preview = await checked(strangers(3), by)
  expect(await change('suspend')).toBe(200)
  // as in the moment before: no one of it is added yet
  const one = await StaffImports.findById(preview.id).lean()
  if (!one) throw new Error('no import')
  await staffImports.start(one, preview, system)
  const iso = by.workspace._id
  const begun = { type: 'staff.import_started', 'subject.id': preview.id }
  const looked = async () => {
    const { state, dueAt } = (await Events.findOne(begun).lean()) ?? {}
    return state === 'due' && dueAt !== undefined && dueAt.getTime() > clock.time() + 2_000
  }
  await expect.poll(looked, { timeout: 20_000 }).toBe(true)
  expect(await StaffMembers.countDocuments({ iso })).toBe(0)

  expect(await change('resume')).toBe(200)
  clock.arrange(() => new Date(Date.now() + 20_000))
  const status = async () => (await StaffImports.findById(preview.id).lean())?.status
  await expect.poll(status, { timeout: 20_000 }).toBe('finished')
  expect(await StaffMembers.countDocuments({ iso })).toBe(3)
})

test('what DingTalk refuses is a row with its reason; what is temporary is asked again', async () => {
  const file = await checked(strangers(12))
  await hiring.phones.misbehave({ where: createUser, what: 'errcode', value: 40019, times: 2 })
  await hiring.phones.misbehave({ where: createUser, what: 'errcode', value: 90018, times: 2 })
  await hiring.phones.misbehave({ where: createUser, what: 'errcode', value: -1, times: 2 })
  await start(file)
  const done = await becomes(file.id, 'finished')
  expect(done.counts).toMatchObject({ invited: 10, failed: 2 })
  expect(done.failures).toEqual([{ reason: 'too_many_organisations', count: 2 }])
  const problems = await rowsOf(admin, file.id, '&only=problems')
  expect(problems.map(({ failure }) => failure)).toEqual([
    'too_many_organisations',
    'too_many_organisations',
  ])
})

test('when DingTalk takes no one any more it rests, and then asks for the same people again', async () => {
  await hiring.phones.misbehave({ where: createUser, what: 'errcode', value: 50002 })
  const id = await started(strangers(3))
  await expect.poll(async () => (await find(id)).restsUntil).not.toBeNull()
  await hiring.settled()
  expect(await find(id)).toMatchObject({
    status: 'running',
    failures: [{ reason: 'not_set_up', count: 3 }],
  })
  await hiring.phones.behave()
  clock.arrange(() => new Date(Date.now() + 31 * 60_000))
  // past the end of all sessions: looked at from inside
  const status = async () => (await StaffImports.findById(id).lean())?.status
  await expect.poll(status, { timeout: 20_000 }).toBe('finished')
  await hiring.settled()
  clock.arrange()
  const done = await find(id)
  expect(done.counts).toMatchObject({ invited: 3, failed: 0 })
  expect(done.restsUntil).toBeNull()
})

test('the admin who started it hears that it is finished, with a way to it', async () => {
  const boss = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
  const id = await started([...strangers(2), 'Nobody,12'], boss)
  const card = await hiring.phones.card('olivia', 'Import finished: November.csv')
  expect(card.text).toBe('To do: 1 of 3. Open it to see why.')
  expect(pageInside(card.buttons[0]?.url)).toContain(`/console/staff/imports/${id}?`)
})

test('a welcome does not wait behind an import', async () => {
  const id = await started(strangers(120))
  await expect.poll(async () => (await find(id)).counts.waiting).toBeGreaterThan(10)
  const event = await record(userAdded, {
    tenant: 'platform',
    id: 'nobody-we-know',
    by: system,
    data: { userId: 'nobody-we-know', eventId: 'none' },
  })
  await expect.poll(async () => (await Events.findById(event).lean())?.state).toBe('done')
  expect((await find(id)).counts.waiting).toBeGreaterThan(0)
  await admin.client.post(`${importPath(id)}/cancel`)
})

test('of two instances each person is asked for once, and kill -9 of one loses and repeats no one', async () => {
  const other = await instance()
  const id = await started(strangers(160))
  await expect
    .poll(async () => (await find(id)).counts.invited, { timeout: 20_000 })
    .toBeGreaterThan(30)
  other.kill('SIGKILL')
  await once(other, 'exit')
  // what it had in hand is free when its lease has ended, and what it had open when MongoDB ends its transaction
  clock.arrange(() => new Date(Date.now() + 61_000))
  await expect
    .poll(async () => (await find(id)).status, { timeout: 90_000, interval: 500 })
    .toBe('finished')
  expect((await find(id)).counts).toMatchObject({ invited: 160, problem: 0 })
  const people = await StaffMembers.find({ iso: admin.workspace._id }).lean()
  expect(people).toHaveLength(160)
  // asked a second time at most for those that the killed process had asked for and not noted
  const asked = await askedFor()
  expect(new Set(asked).size).toBe(160)
  expect(asked.length - 160).toBeLessThan(12)
  const events = await Events.countDocuments({ type: 'staff.added', tenant: admin.workspace._id })
  expect(events).toBeGreaterThanOrEqual(160)
}, 120_000)
