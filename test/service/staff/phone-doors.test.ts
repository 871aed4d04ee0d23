/** Phone numbers at every door of staff: added, corrected, asked for and imported, the same text is the same number. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { csvOf } from '../staff-imports/files.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterEach(async () => {
  await StaffMembers.deleteMany({})
})
afterAll(() => service.stop())

/** E.164, or why not. */
type Came = string

const doors: Record<string, (phone: string) => Promise<Came>> = {
  async added(phone) {
    const body = { id: randomUUIDv7(), name: 'Mei Lin', phone }
    return cameOf(await admin.client.post('/api/v1/staff', body))
  },
  async corrected(phone) {
    const { member } = await buildStaff(service.url, admin.workspace._id, { status: 'invited' })
    return cameOf(await admin.client.post(`/api/v1/staff/${member._id}/correct-phone`, { phone }))
  },
  async asked(phone) {
    const client = clientOf(service.url)
    const id = randomUUIDv7()
    const path = `/api/v1/join/${admin.workspace.joinCode}/requests`
    const isoEmail = admin.workspace.email
    const body = { id, isoEmail, name: 'Mei Lin', phone, language: 'en' }
    const answer = await client.post(path, body)
    if (answer.status !== 202) return cameOf(answer)
    return (await StaffMembers.findById(id).lean())?.phone ?? 'nobody'
  },
  async imported(phone) {
    const id = randomUUIDv7()
    const file = csvOf('Name,Phone', `Mei Lin,"${phone}"`)
    await admin.client.put(`/api/v1/staff-imports/${id}?country=`, file)
    const { body } = await admin.client.get(`/api/v1/staff-imports/${id}/rows`)
    const [row] = body.items
    return row.phone ?? row.why ?? row.problem
  },
}

const cameOf = ({ status, body }: Answer): Came => {
  if (status < 300) return body.phone
  expect([status, body.code, body.field]).toEqual([400, 'bad_phone_number', 'phone'])
  return body.about.why
}

describe.each(Object.entries(doors))('%s', (_, come) => {
  test.each([
    ['+6581240401', '+6581240401'],
    ['＋６５８１２４０４０１', '+6581240401'],
    ['(+65) 8124 0401', '+6581240401'],
    ['+65 (0)8124 0401', '+6581240401'],
    ['0065-8124-0401', '+6581240401'],
    ['tel:+65-8124-0401', '+6581240401'],
    ['+๖๕๘๑๒๔๐๔๐๑', '+6581240401'],
    ['\u202d+65 8124 0401\u202c', '+6581240401'],
    ['+52 1 55 1234 5678', '+525512345678'],
    ['+54 11 15 2345 6789', '+5491123456789'],
    ['+65 8124 0401 ext 3', 'extension'],
    ['+65 8124 0401 / +65 8124 0402', 'two_numbers'],
    ['+65O8124040', 'letters'],
    ['+6581240401.0', 'decimal_point'],
    ['+6281240208123.0', 'decimal_point'],
    ['+551187654321', 'old_plan'],
    ['+6561240401', 'not_mobile'],
    ['+6518001234567', 'not_mobile'],
    ['+19002345678', 'not_mobile'],
    ['13812345678', 'country_missing'],
    ['81240401', 'country_missing'],
  ])('%j: %s', async (text, right) => {
    expect(await come(text)).toBe(right)
  })
})

test('a person whose number is no mobile one stays on the list and can still be invited', async () => {
  const { member } = await buildStaff(service.url, admin.workspace._id, {
    phone: '+6561240409',
    status: 'invitation_failed',
  })
  const { status, body } = await admin.client.post(`/api/v1/staff/${member._id}/resend-invitation`)
  expect([status, body.phone]).toEqual([200, '+6561240409'])
})

test('a row says which number is wrong and how, which is taken with a doubt, and so does the report', async () => {
  const id = randomUUIDv7()
  const lines = [
    'Cai,13812345678',
    'Mei,8124 0411 ext 5',
    'Ann,+1 415 555 2671',
    'Ben,8124 0412',
    'Siti,60123456789',
    'Tan,8124 0413 (2)',
  ]
  const file = csvOf('Name,Phone', ...lines)
  await admin.client.put(`/api/v1/staff-imports/${id}?country=SG`, file)
  const { body } = await admin.client.get(`/api/v1/staff-imports/${id}/rows`)
  const inShort = ({ problem, why, warning }: Record<string, string>) => [problem, why, warning]
  expect(body.items.map(inShort)).toEqual([
    ['bad_phone_number', 'mainland_number', null],
    ['bad_phone_number', 'extension', null],
    [null, null, 'may_be_landline'],
    [null, null, null],
    [null, null, 'other_country'],
    ['bad_phone_number', 'two_numbers', null],
  ])
  const report = await admin.client.get(`/api/v1/staff-imports/${id}/report?format=csv`)
  expect(report.body.toString()).toContain('Looks like a mainland Chinese number')
})
