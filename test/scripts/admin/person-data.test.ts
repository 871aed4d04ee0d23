/** `person:export` and `person:erase`: all that is kept of a person, and nothing of it afterwards but figures and audit. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Sessions } from '../../../service/accounts/model.ts'
import { CardChanges } from '../../../service/dingtalk/card-changes.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import {
  buildEverywhere,
  collectionsWith,
  mei,
  olivia,
  type Everywhere,
} from '../../service/privacy/people.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { decide, submitted } from '../../setup/visit.ts'
import { admin as run } from './admin.ts'

// each command is a program that loads the whole service
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let service: TestService
let environment: Record<string, string>
let admin: TestOperator
let here: Everywhere

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'person-data-'))
  environment = testEnvironment({ DINGTALK_EVENTS: 'callback' })
  service = await startTestService({ environment })
  admin = await buildOperator(service.url)
  here = await buildEverywhere(service.url, admin)
})
afterAll(async () => {
  await service.stop()
  await rm(folder, { recursive: true, force: true })
})

const command = (...args: string[]) => run(environment, ...args, '--json')
const staffIs = (status: 'associated' | 'removed') =>
  StaffMembers.updateOne({ _id: here.promoter.staff }, { $set: { status } })

test('a person has to be named, by one thing, and to be known', async () => {
  expect((await command('person:export', '--file', 'x')).code).toBe(2)
  expect((await command('person:erase', '--phone', mei.phone, '--id', '1')).code).toBe(2)
  expect((await command('person:erase', '--phone', '81234567')).json).toMatchObject({
    ending: 'usage',
    words: expect.stringContaining('--phone: must be written with its country code'),
  })
  expect((await command('person:erase', '--phone', '+6580000000')).json).toMatchObject({
    ending: 'refused',
    code: 'no_such_person',
  })
})

test('the export holds everything of the person and no secret, in a file that only its owner reads', async () => {
  const file = join(folder, 'mei.json')
  const { code, json } = await command('person:export', '--phone', '+65 8735 1946', '--file', file)
  expect(code).toBe(0)
  const text = await readFile(file, 'utf8')
  const kept = JSON.parse(text)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(Object.keys(kept).toSorted()).toEqual([
    'activity',
    'botQuestions',
    'messagePreferences',
    'messages',
    'photos',
    'reveals',
    'sessions',
    'staffImportRows',
    'staffMembers',
    'submissions',
    'tasks',
    'testAccounts',
  ])
  expect(json.rows.staffMembers).toBe(1)
  expect(kept.staffMembers[0]).toMatchObject({ name: mei.name, phone: mei.phone })
  expect(kept.submissions[0]).toMatchObject({ _id: here.submission })
  for (const secret of ['passwordHash', 'current', 'secrets', 'token']) {
    expect(text).not.toContain(`"${secret}"`)
  }
  const again = await command('person:export', '--phone', mei.phone, '--file', file)
  expect(again.json).toMatchObject({ ending: 'refused', code: 'file_not_written' })
  const event = await Events.findOne({ type: 'privacy.exported' }).lean()
  expect(event).toMatchObject({
    tenant: here.promoter.iso,
    actor: { kind: 'operator', id: 'console' },
    state: 'done',
  })
})

test('a person of an ISO is not erased, and neither is the last administrator of a workspace', async () => {
  const refused = await command('person:erase', '--phone', mei.phone, '--yes')
  expect(refused.json).toMatchObject({ ending: 'refused', code: 'still_with_iso' })
  await StaffMembers.updateOne(
    { _id: here.promoter.staff },
    { $set: { status: 'removed', broughtIn: mei.userId } },
  )
  const waits = await command('person:erase', '--phone', mei.phone, '--yes')
  expect(waits.json).toMatchObject({ code: 'still_in_dingtalk' })
  await StaffMembers.updateOne({ _id: here.promoter.staff }, { $unset: { broughtIn: 1 } })
  await staffIs('associated')
  const last = await command('person:erase', '--email', olivia.email, '--yes')
  expect(last.json).toMatchObject({ code: 'last_manager' })
  expect(await StaffMembers.exists({ phone: mei.phone })).not.toBeNull()
})

test('the contact of a store is removed from a visit that is decided', async () => {
  const { id, content } = await submitted(here.promoter)
  const erase = (visit: string) => command('contact:erase', '--visit', visit)
  expect((await erase('unknown')).json).toMatchObject({ ending: 'refused', code: 'no_such_visit' })
  expect((await erase(id)).json).toMatchObject({ ending: 'refused', code: 'in_review' })
  const words = async () =>
    (await here.promoter.client.get(`/api/v1/submissions/${id}`)).body.supplement
  expect(await words()).toEqual(content.supplement)
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const items = content.spots.map((spot) => [spot.id, 'approved'] as const)
  await decide(reviewer.client, id, 1, { store: 'approved', ...Object.fromEntries(items) })

  for (const time of ['once', 'twice']) expect((await erase(id)).code, time).toBe(0)
  const { openingHours, storeAgreed } = content.supplement
  const nothing = { contactName: '', contactPhone: '', note: '' }
  expect(await words()).toEqual({ ...nothing, openingHours, storeAgreed })
  const event = await Events.findOne({ type: 'privacy.contact_erased' }).lean()
  expect(event).toMatchObject({ tenant: here.promoter.iso, subject: { id }, state: 'done' })
  await Submissions.deleteOne({ _id: id })
})

test('after the erasure no row holds the name or the number, and figures and audit are as they were', async () => {
  await staffIs('removed')
  const namesake = await buildStaff(service.url, admin.workspace._id, { name: 'Mei Lin' })
  const before = await Events.countDocuments({ 'subject.id': here.promoter.staff })
  const asked = await command('person:erase', '--phone', mei.phone)
  expect(asked.json).toMatchObject({ ending: 'done', erased: false })
  expect(await collectionsWith(mei.name)).not.toEqual([])

  const { code, json } = await command('person:erase', '--phone', mei.phone, '--yes')
  expect(code).toBe(0)
  expect(json.name).toMatch(/^Erased [0-9A-F]{6}$/)
  expect(await collectionsWith(mei.name, mei.phone, mei.userId, '203.0.113')).toEqual([])

  const list = await admin.client.get('/api/v1/staff?search=Erased')
  expect(list.body.items).toMatchObject([
    { id: here.promoter.staff, name: json.name, phone: '', status: 'removed', abilities: [] },
  ])
  const member = await admin.client.get(`/api/v1/staff/${here.promoter.staff}`)
  expect(
    member.body.timeline.map(({ by, note }: { by: { name: string }; note: string }) => [
      by.name,
      note,
    ]),
  ).toEqual([
    [json.name, ''],
    [olivia.name, ''],
  ])
  const visit = await admin.client.get(`/api/v1/workspace/submissions/${here.submission}`)
  expect(visit).toMatchObject({ status: 200 })
  expect(visit.body.staff).toEqual({ id: here.promoter.staff, name: json.name })
  expect(await Events.countDocuments({ 'subject.id': here.promoter.staff })).toBe(before + 1)
  expect((await admin.client.get(`/api/v1/staff/${namesake.member._id}`)).body.name).toBe('Mei Lin')

  // what others were told: her name is gone, what is not about her is as it was
  const answers = await Messages.find({ template: 'answer' }).sort({ _id: 1 }).lean()
  expect(answers.map(({ content }) => content?.params['text'])).toEqual([
    undefined,
    '1. Lin Wei, +65 8123 0002',
  ])
  const [card] = await CardChanges.find().lean()
  expect(card?.params).toEqual({ title: `${json.name} asks to join` })

  // a run that broke off is repeated by the id
  const again = await command('person:erase', '--id', here.promoter.staff, '--yes')
  expect(again.json).toMatchObject({ ending: 'done', name: json.name })
  // the number is free: the person may come back
  const added = await admin.client.post('/api/v1/staff', {
    id: crypto.randomUUID(),
    name: mei.name,
    phone: mei.phone,
  })
  expect(added.status).toBe(201)
})

test('an operator is erased once another one manages the workspace, and cannot sign in any more', async () => {
  await buildOperator(service.url, { workspace: admin.workspace })
  const open = await Sessions.find({ subject: admin.member._id }).lean()
  expect((await admin.client.get('/api/v1/staff')).status).toBe(200)
  const { code, json } = await command('person:erase', '--email', olivia.email, '--yes')
  expect(code).toBe(0)
  expect(await collectionsWith(olivia.name, olivia.email)).toEqual([])
  expect((await admin.client.get('/api/v1/staff')).status).toBe(401)
  const events = await Events.find({ type: 'privacy.erased', 'subject.kind': 'account' }).lean()
  expect(events).toMatchObject([{ tenant: admin.workspace._id, subject: { id: json.accounts[0] } }])
  const ended = { 'subject.id': { $in: [admin.member._id, ...open.map(({ _id }) => _id)] } }
  const [removed, ...closed] = await Events.find(ended).sort({ _id: 1 }).lean()
  const by = { kind: 'operator', id: 'console' }
  expect(removed).toMatchObject({
    type: 'team.member_removed',
    tenant: admin.workspace._id,
    actor: by,
  })
  expect(closed).toEqual(
    open.map(() =>
      expect.objectContaining({
        type: 'accounts.session_ended',
        actor: by,
        data: { why: 'person_erased' },
      }),
    ),
  )
})
