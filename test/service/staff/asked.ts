/** For tests about consent: an ISO adds a person who is in the DingTalk organisation already, and the bot asks them. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Client, type TestOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'

export let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

export const stateOf = async (admin: TestOperator, id: string) => {
  const { status, failure, asked } = (await at.find(admin, id)).body
  return [status, failure?.reason ?? null, asked]
}

/** Adds a person of the organisation; the question is before them. */
export async function asked(admin: TestOperator, person: string): Promise<string> {
  const { body } = await at.add(admin, person)
  await at.question(person, admin)
  await at.settled()
  return body.id
}

/** The join form of an ISO is sent with another person's number, and the ISO approves. */
export async function approved(
  sender: Client,
  admin: TestOperator,
  phone: string,
): Promise<string> {
  const sent = await sender.post(`/api/v1/join/${admin.workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: admin.workspace.email,
    name: 'Somebody',
    phone,
    language: 'en',
  })
  expect(sent.status).toBe(202)
  const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
  await at.post(admin, row.id, 'approve')
  await at.undoIsOver(row.id)
  return row.id
}
