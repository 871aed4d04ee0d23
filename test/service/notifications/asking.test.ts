/** Several admins are asked about a request to join: trouble with one of them does not keep it from the others. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'

let hiring: Hiring

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(() => hiring.reset())
afterAll(() => hiring.service.stop())

const mailedTo = async () =>
  ((await hiring.phones.send('GET', '/mails')) as { to: string[] }[]).flatMap(({ to }) => to)

test('an admin who is no longer in DingTalk is asked by mail at once, the others by card', async () => {
  const gone = await buildOperator(hiring.service.url, { dingtalkUserId: 'gone01' })
  const { workspace } = gone
  await buildOperator(hiring.service.url, {
    workspace,
    roles: ['iso.admin'],
    dingtalkUserId: 'olivia01',
  })
  await hiring.asked(gone, 'aroon')
  await hiring.phones.card('olivia', 'Association request')
  await expect.poll(mailedTo).toEqual([gone.account.email])
  await hiring.settled()
  const events = await Events.find({ tenant: workspace._id, type: 'staff.requested' }).lean()
  expect(events).toMatchObject([{ state: 'done', attempts: 0 }])
})

test('one card that is gone leaves no buttons on the others, and shows on the failed list', async () => {
  const admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
  await hiring.asked(admin, 'aroon')
  await hiring.phones.card('olivia', 'Association request')
  await hiring.settled()
  const sent = await Messages.findOne({ tenant: admin.workspace._id }).lean()
  if (!sent) throw new Error('no card was sent')
  // the one that is gone comes first
  await Messages.deleteOne({ _id: sent._id })
  await Messages.insertMany([{ ...sent, _id: 'pw-gone' }, sent])
  await hiring.post(admin, sent.subject.id, 'reject', { reason: 'not_needed', note: '' })
  await expect
    .poll(async () => (await hiring.phones.card('olivia', 'Association request')).status, {
      timeout: 20_000,
    })
    .toContain('Rejected by')
  const state = async () =>
    (
      await Events.findOne({
        tenant: admin.workspace._id,
        type: 'notifications.cards_stale',
      }).lean()
    )?.state
  await expect.poll(state).toBe('failed')
})
