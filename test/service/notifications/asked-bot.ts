/** People who write to the bot, and what it has said to them. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { BotQuestions, Messages, ShownLists } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildStaff, type TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'

export let hiring: Hiring
export let url: string

beforeAll(async () => {
  hiring = await Hiring.start()
  url = hiring.service.url
})
beforeEach(async () => {
  await hiring.reset()
  for (const model of [Messages, BotQuestions, ShownLists]) {
    await (model as typeof Messages).deleteMany({})
  }
})
afterAll(() => hiring.service.stop())

type Text = { kind: string; from?: string; text?: string; buttons?: { url: string }[] }

/** Everything that the robot said to a person, oldest first. */
export async function said(person: string): Promise<Text[]> {
  const all = (await hiring.phones.messages(person)) as Text[]
  return all.filter(({ kind, from }) => from === 'other' || kind === 'actionCard')
}

/** Writes to the bot, or speaks to it, and waits for what it answers. */
export async function write(person: string, message: string | object): Promise<string> {
  const before = (await said(person)).length
  const written = typeof message === 'string' ? { text: message } : message
  await hiring.phones.send('POST', `/people/${person}/messages`, written)
  await expect.poll(async () => (await said(person)).length).toBeGreaterThan(before)
  return (await said(person)).at(-1)?.text ?? ''
}

export const byUnionId = '/topapi/user/getbyunionid'

let askers = 0

/** A person who asks to join; no phone is there to see it. */
export async function asks(admin: TestOperator, name: string): Promise<string> {
  askers += 1
  const { member } = await buildStaff(url, admin.workspace._id, {
    name,
    phone: `+65812350${String(askers).padStart(2, '0')}`,
    status: 'requested',
    via: 'request',
    since: new Date(Date.UTC(2026, 10, 1, 0, askers)),
  })
  return member._id
}

export const statusOf = async (id: string) => (await StaffMembers.findById(id).lean())?.status

/** The last question comes to the handler once more, as after a crash before it was noted as done. */
export async function repeatLast(): Promise<void> {
  const last = await Events.findOne({ type: 'notifications.asked' }).sort({ _id: -1 }).lean()
  const due = { state: 'due', finished: [], dueAt: new Date() }
  await Events.updateOne({ _id: last?._id }, { $set: due })
  hiring.service.worker?.relay.wake()
  await hiring.settled()
}
