/** Staff with phones in the simulated DingTalk, and a reviewer: all signed in. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { Accounts, Sessions } from '../../../service/accounts/model.ts'
import { issueAccessToken, type SessionKind } from '../../../service/http/authentication.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { agreedByStaff, insertMember, insertWorkspace } from '../../demo/rows.ts'
import type { Caller } from '../../bench/database.ts'

export type Staff = Caller

export interface People {
  staff: Staff[]
  /** Token of the reviewer. */
  reviewer: string
}

/** People with a phone in the simulated DingTalk, which keeps 200 messages of a chat. */
export const phoneCount = 6

async function signedIn(kind: SessionKind, subject: string): Promise<string> {
  const sessionId = randomUUIDv7()
  const now = new Date()
  const expiresAt = new Date(now.getTime() + 3_600_000)
  const current = randomBytes(32).toString('base64url')
  await Sessions.insertMany([
    // prettier-ignore
    { _id: sessionId, kind, subject, name: 'A device', current, rotatedAt: now, createdAt: now, expiresAt },
  ])
  return issueAccessToken({ kind, sessionId, subject })
}

interface Phone {
  id: string
  userId?: string
}

/** The control API of the simulated DingTalk. */
export async function control(simulator: string, method: string, path: string, body?: object) {
  const answer = await fetch(`${simulator}/simulator/api${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!answer.ok) throw new Error(`the simulated DingTalk answered ${answer.status} to ${path}`)
  const isJson = answer.headers.get('content-type')?.includes('json')
  return (isJson ? await answer.json() : undefined) as unknown
}

/** DingTalk userids of people who are in the organisation. */
async function buildPhones(simulator: string): Promise<string[]> {
  const names = Array.from({ length: phoneCount }, (_, index) => `faults-${index + 1}`)
  for (const [index, id] of names.entries()) {
    const person = { id, name: `Mei ${index + 1}`, phone: `+658765000${index}` }
    await control(simulator, 'POST', '/people', person)
    await control(simulator, 'POST', `/people/${id}/join`, {})
  }
  const { people } = (await control(simulator, 'GET', '/state')) as { people: Phone[] }
  return names.map((id) => {
    const userId = people.find((one) => one.id === id)?.userId
    if (!userId) throw new Error(`${id} is not in the simulated DingTalk`)
    return userId
  })
}

/**
 * `openDatabase` must have been called.
 * @param count of staff; those beyond `phoneCount` cannot be notified. Each may send 2,000 photos an hour.
 */
export async function buildPeople(simulator: string, count: number): Promise<People> {
  const iso = await insertWorkspace({ kind: 'iso', name: 'ISO', email: 'boss@iso.example' })
  const platform = await insertWorkspace({
    kind: 'platform',
    name: 'Alipay+',
    email: 'desk@platform.example',
  })
  const now = new Date()
  const account = randomUUIDv7()
  await Accounts.insertMany([
    // prettier-ignore
    { _id: account, email: 'ravi@platform.example', name: 'Ravi', passwordHash: '-', language: 'en', createdAt: now },
  ])
  const member = await insertMember(platform._id, account, ['platform.reviewer'])
  const staff: Staff[] = []
  const phones = await buildPhones(simulator)
  for (let index = 0; index < count; index++) {
    const _id = randomUUIDv7()
    const dingtalkUserId = phones[index] ?? `faults-${index}`
    const phone = `+6587650${String(index).padStart(3, '0')}`
    await StaffMembers.insertMany([
      // prettier-ignore
      { _id, iso: iso._id, name: `Mei ${index + 1}`, phone, dingtalkUserId, status: 'associated', since: now,
        via: 'iso', agreedTo: [...agreedByStaff], createdAt: now },
    ])
    staff.push({ iso: iso._id, staff: _id, token: await signedIn('staff', dingtalkUserId) })
  }
  return { staff, reviewer: await signedIn('operator', member._id) }
}
