/** A person asks an ISO to be associated: decided on console or card, told by a receipt, and nothing given away. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { findStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import { addStaff, approveRequest, rejectRequest } from '../../../service/staff/contract/one.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { askToJoin, openJoinPage, whereIStand } from '../../../service/staff/self/contract.ts'
import { buildStaff, clientOf, type Client, type TestOperator } from '../../setup/people.ts'
import type { Phones } from '../../setup/phones.ts'
import { Hiring, newPerson, phoneOf } from './hiring.ts'

let at: Hiring
let phones: Phones
let stranger: Client

beforeAll(async () => {
  at = await Hiring.start()
  phones = at.phones
  stranger = clientOf(at.service.url)
})
afterAll(() => at.service.stop())
afterEach(() => at.clear())

type Changes = Partial<Record<'id' | 'name' | 'phone' | 'isoEmail', string>>

/** The form as a person sends it. */
const formOf = ({ workspace }: TestOperator, changes: Changes = {}) => ({
  params: { joinCode: workspace.joinCode ?? '' },
  body: {
    id: randomUUIDv7(),
    isoEmail: workspace.email,
    name: 'Aroon Srisuk',
    phone: phoneOf('aroon'),
    language: 'en' as const,
    ...changes,
  },
})

/** @returns the receipt */
async function ask(admin: TestOperator, changes?: Changes): Promise<string> {
  return (await stranger.call(askToJoin, formOf(admin, changes))).receipt
}

const stands = (receipt: string) => stranger.call(whereIStand, { params: { receipt } })

const requests = async ({ call }: TestOperator, search?: string) =>
  (await call(listStaff, { query: { status: 'requested', search } })).items

/** The request that is on the list. */
async function requested(admin: TestOperator): Promise<string> {
  return (await requests(admin))[0]?.id ?? expect.fail('no request waits')
}

const reject = ({ call }: TestOperator, staffId: string, reason = 'not_needed', note = '') =>
  call(rejectRequest, { params: { staffId }, body: { reason, note } })

const find = ({ call }: TestOperator, staffId: string) => call(findStaff, { params: { staffId } })

const request = () => phones.card('olivia', 'Association request')
const says = async () => (await request()).status

test('approve on the card settles the console and every card; the person agrees and is in', async () => {
  const admin = await at.olivia()
  const receipt = await ask(admin)
  const status = async () => (await stands(receipt)).status
  expect(await status()).toBe('requested')
  const card = await request()
  expect(card.buttons.map(({ title }) => title)).toEqual(['Approve', 'Reject'])
  expect(await phones.press('olivia', card.outTrackId, 'staff.approve')).toMatchObject({
    delivered: true,
  })
  const after = await request()
  expect(after.status).toContain('Approved by')
  expect(after.buttons.map(({ title }) => title)).toEqual(['Open Review List'])
  await phones.agree('aroon')
  await expect.poll(status).toBe('associated')
  await phones.card('aroon', 'Welcome')
})

test('reject on the console settles the card, and the person may ask again', async () => {
  const admin = await at.olivia()
  const receipt = await ask(admin)
  await request()
  const id = await requested(admin)
  const rejected = await reject(admin, id, 'wrong_details', 'Which team?')
  expect(rejected.status).toBe('rejected')
  await at.undoIsOver(id)
  await expect.poll(says).toContain('Rejected by')
  const why = { label: 'Reason', value: 'Name or phone number is wrong · Which team?' }
  expect(await request()).toMatchObject({ lines: expect.arrayContaining([why]) })
  expect(await stands(receipt)).toMatchObject({
    status: 'rejected',
    rejection: {
      words: { en: 'Your name or phone number does not match their records' },
      note: 'Which team?',
    },
  })
  await ask(admin)
  expect((await find(admin, id)).status).toBe('requested')
})

test('the person who asked reads the number that DingTalk gave for the failure, as the ISO does', async () => {
  const admin = await at.olivia()
  const receipt = await ask(admin)
  const _id = await requested(admin)
  const failure = { reason: 'userid_conflict', errcode: 60104 }
  await StaffMembers.updateOne({ _id }, { $set: { status: 'invitation_failed', failure } })
  expect(await stands(receipt)).toMatchObject({ failure: 'userid_conflict', failureCode: 60104 })
  expect((await find(admin, _id)).failure).toEqual(failure)
})

test('a person added by the ISO after all is not said to be approved by the admin who rejected them', async () => {
  const admin = await at.olivia()
  await ask(admin)
  const { outTrackId } = await request()
  await reject(admin, await requested(admin))
  await admin.call(addStaff, { body: newPerson('aroon') })
  await phones.press('olivia', outTrackId, 'staff.approve')
  await expect.poll(says).toBe('No longer open')
})

test('a name of two lines, which would look like two people, is refused', async () => {
  const form = formOf(await at.olivia(), { name: 'Lin\n2. Trusted Person' })
  const refusal = await stranger.refused(askToJoin, form)
  expect(refusal).toMatchObject({ status: 400, code: 'bad_input', field: 'name' })
})

test('approve and reject at the same moment: one wins, the other is told what was decided', async () => {
  const admin = await at.olivia()
  await ask(admin)
  const card = await request()
  const id = await requested(admin)
  const [, console_] = await Promise.all([
    phones.press('olivia', card.outTrackId, 'staff.approve'),
    at.post(admin, id, 'reject', { reason: 'not_needed' }),
  ])
  const decisions = await Events.find({
    'subject.id': id,
    type: { $in: ['staff.approved', 'staff.rejected'] },
  }).lean()
  expect(decisions).toHaveLength(1)
  if (decisions[0]?.type === 'staff.approved') {
    expect([console_.status, console_.body.code]).toEqual([409, 'already_decided'])
    await expect.poll(says).toContain('Approved')
  } else {
    expect(console_.status).toBe(200)
    await expect.poll(says).toContain('Rejected')
  }
})

test('a stranger cannot tell a known number or a repeated request from a new one', async () => {
  const admin = await at.olivia()
  const known = await buildStaff(at.service.url, admin.workspace._id)
  const first = { id: randomUUIDv7() }
  for (const changes of [first, first, {}, { phone: known.member.phone }]) {
    const answer = await stranger.call(askToJoin, formOf(admin, changes))
    expect(Object.keys(answer)).toEqual(['receipt'])
    expect(await stands(answer.receipt)).toEqual({
      status: 'requested',
      rejection: null,
      failure: null,
      failureCode: null,
    })
  }
  expect(await StaffMembers.countDocuments({ status: 'requested' })).toBe(1)
  expect((await find(admin, known.member._id)).status).toBe('associated')
})

test('a name that is corrected before the decision reaches the ISO, and later changes nothing', async () => {
  const admin = await at.olivia()
  const id = randomUUIDv7()
  await ask(admin, { id, name: 'Aron' })
  await request()
  await Promise.all([ask(admin, { id }), ask(admin, { id })])
  const [row] = await requests(admin, 'srisuk')
  expect(row?.name).toBe('Aroon Srisuk')
  expect(await requests(admin, 'aron')).toEqual([])
  const told = async () => JSON.stringify(await phones.cards('olivia'))
  await expect.poll(told).toContain('Aroon Srisuk')
  const staffId = row?.id ?? ''
  expect(await Events.countDocuments({ 'subject.id': staffId, type: 'staff.requested' })).toBe(2)
  await admin.call(approveRequest, { params: { staffId } })
  await ask(admin, { id, name: 'Mallory' })
  expect((await find(admin, staffId)).name).toBe('Aroon Srisuk')
})

test('an e-mail that is not this ISO’s is refused, and the same whether or not another ISO has it', async () => {
  const [admin, other] = [await at.olivia(), await at.iso()]
  const answers = []
  for (const isoEmail of ['nobody@else.example', other.workspace.email, admin.account.email]) {
    const began = performance.now()
    const refusal = await stranger.refused(askToJoin, formOf(admin, { isoEmail }))
    // as long as a right one takes
    expect(performance.now() - began).toBeGreaterThan(240)
    expect(refusal).toMatchObject({ status: 400, code: 'wrong_iso_email', field: 'isoEmail' })
    answers.push({ ...refusal, requestId: '' })
  }
  expect(answers).toEqual(Array(3).fill(answers[0]))
  expect(await StaffMembers.countDocuments()).toBe(0)
  await ask(admin, { isoEmail: ` ${admin.workspace.email.toUpperCase()} ` })
})

test('a receipt shows only a request that was made with it, whatever id is written', async () => {
  const [mine, other] = [await at.olivia(), await at.iso()]
  const { id } = await mine.call(addStaff, { body: newPerson('lin') })
  const receipts = [await ask(other, { id }), await ask(mine, { id, phone: phoneOf('lin') })]
  for (const receipt of receipts) expect((await stands(receipt)).status).toBe('requested')
})

test('a double tap gets two receipts that both go on', async () => {
  const admin = await at.olivia()
  const id = randomUUIDv7()
  const receipts = await Promise.all([ask(admin, { id }), ask(admin, { id })])
  await reject(admin, await requested(admin))
  for (const receipt of receipts) expect((await stands(receipt)).status).toBe('rejected')
})

test('a QR code that is not in force and a receipt of our making only', async () => {
  const { workspace } = await at.olivia()
  const unknown = await stranger.refused(openJoinPage, { params: { joinCode: 'nonsense-code' } })
  expect(unknown.status).toBe(404)
  const joinCode = workspace.joinCode ?? ''
  expect(await stranger.call(openJoinPage, { params: { joinCode } })).toEqual({
    isoName: workspace.name,
  })
  const forged = { params: { receipt: `${randomUUIDv7()}.abc` } }
  expect((await stranger.refused(whereIStand, forged)).status).toBe(404)
})

test('a person who is no admin of the ISO presses the button in vain', async () => {
  const admin = await at.olivia()
  await ask(admin)
  const card = await request()
  await Accounts.updateOne({ _id: admin.account._id }, { $unset: { dingtalkUserId: 1 } })
  await phones.press('olivia', card.outTrackId, 'staff.approve')
  expect((await find(admin, await requested(admin))).status).toBe('requested')
})

test('an admin who is not linked to DingTalk is asked by mail', async () => {
  await ask(await at.iso())
  const mails = async () => (await phones.send('GET', '/mails')) as { subject: string }[]
  await expect
    .poll(async () => (await mails()).map(({ subject }) => subject))
    .toContain('Association request of Aroon Srisuk')
  // the mail is there before it is noted that it is
  await expect
    .poll(() => Messages.countDocuments({ template: 'association_request', via: 'mail' }))
    .toBe(1)
})
