/** What tests of repeated requests begin with: an admin, keys, kept answers. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

export let service: TestService
export let environment: Record<string, string>
export let admin: TestOperator

beforeAll(async () => {
  environment = { ...testEnvironment(), DINGTALK_EVENTS: 'callback' }
  service = await startTestService({ environment })
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

let n = 10_000
export const newStaff = () => ({ id: randomUUIDv7(), name: 'Ana', phone: `+65812${n++}` })
export const newKey = () => ({ 'idempotency-key': randomUUIDv7() })
export const keptAnswers = () => mongoose.connection.collection<{ _id: string }>('keptAnswers')
export const eventsOf = (id: string) => Events.countDocuments({ 'subject.id': id })
export const isReplayed = ({ headers }: { headers: Headers }) => headers.get('idempotency-replayed')
export const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** From now on no outcome can be stored; what to call when it can be again. */
export async function refuseOutcomes(): Promise<() => Promise<unknown>> {
  const { db } = mongoose.connection
  const change = (validator: object) => db?.command({ collMod: 'keptAnswers', validator })
  await change({ outcome: { $exists: false } })
  return async () => change({})
}

/** Signs in with the password, as after signing out. */
export async function inAnotherSession({ account, password }: TestOperator) {
  const answer = await clientOf(service.url).post('/api/v1/sessions/operator', {
    email: account.email,
    password,
  })
  const token = /pw_operator=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  expect([answer.status, token]).toEqual([200, expect.any(String)])
  return clientOf(service.url, token)
}
