/** Requests that admins are told of, and what becomes of those messages. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Told } from '../../../miniapp/api/client.ts'
import { clock } from '../../../service/clock.ts'
import { listMessages } from '../../../service/notifications/contract.ts'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { askToJoin } from '../../../service/staff/self/contract.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'

export let hiring: Hiring
export let admin: TestOperator

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

export const cards = '/v1.0/card/instances/createAndDeliver'
export const robot = '/v1.0/robot/oToMessages/batchSend'
export const refused = (where: string, value = 'param.error') => ({ where, what: 'errcode', value })

export async function ask(): Promise<void> {
  const stranger = clientOf(hiring.service.url)
  const { workspace } = admin
  await stranger.call(askToJoin, {
    params: { joinCode: workspace.joinCode ?? '' },
    body: {
      id: randomUUIDv7(),
      isoEmail: workspace.email,
      name: 'Aroon Suk',
      phone: phoneOf('aroon'),
      language: 'en',
    },
  })
}

/** The messages page of the admin. */
export const listed = async (query: Told<typeof listMessages>['query'] = {}) =>
  (await admin.call(listMessages, { query })).items

/** The newest message; read where it is kept, because sessions do not outlive a clock that is moved. */
export const newest = async () => (await Messages.find().sort({ createdAt: -1 }).lean())[0]

export async function becomes(status: string) {
  await expect.poll(async () => (await newest())?.status).toBe(status)
  const message = await newest()
  if (!message) throw new Error('there is no message')
  return message
}

export const timesHeld = async () =>
  (await newest())?.ways.filter(({ outcome }) => outcome === 'held').length

/** It is this time now, and time goes on. */
export function at(time: string): void {
  const real = Date.now()
  clock.arrange(() => new Date(Date.parse(time) + Date.now() - real))
}

/** So much later, everything that waited for this is due. */
export function later(milliseconds: number): void {
  const now = clock.time()
  const real = Date.now()
  clock.arrange(() => new Date(now + milliseconds + (Date.now() - real)))
  hiring.service.worker?.relay.wake()
}

export const mails = async () =>
  (await hiring.phones.send('GET', '/mails')) as { to: string[]; subject: string; text: string }[]
