/** Names at every door of staff: added, asked for and imported, the same text is the same name. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { csvOf } from '../staff-imports/files.ts'

let service: TestService
let admin: TestOperator
const phone = '+6581240501'

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterEach(async () => {
  await StaffMembers.deleteMany({})
})
afterAll(() => service.stop())

const refusedOr = ({ status, body }: Answer, name: string | undefined) => {
  if (status < 300) return name
  expect([status, body.code, body.field]).toEqual([400, 'bad_input', 'name'])
  return 'refused'
}

const doors: Record<string, (name: string) => Promise<string | undefined>> = {
  async added(name) {
    const answer = await admin.client.post('/api/v1/staff', { id: randomUUIDv7(), name, phone })
    return refusedOr(answer, answer.body.name)
  },
  async asked(name) {
    const id = randomUUIDv7()
    const isoEmail = admin.workspace.email
    const body = { id, isoEmail, name, phone, language: 'en' }
    const path = `/api/v1/join/${admin.workspace.joinCode}/requests`
    const answer = await clientOf(service.url).post(path, body)
    return refusedOr(answer, (await StaffMembers.findById(id).lean())?.name)
  },
  async imported(name) {
    const id = randomUUIDv7()
    const file = csvOf('Name,Phone', `"${name}",${phone}`)
    await admin.client.put(`/api/v1/staff-imports/${id}`, file)
    const { body } = await admin.client.get(`/api/v1/staff-imports/${id}/rows`)
    // a file with a zero in it is no text at all
    const [row] = body.items ?? [{ problem: body.code }]
    return row.problem ? 'refused' : row.name
  },
}

describe.each(Object.entries(doors))('%s', (_, come) => {
  test.each([
    ['O\u2019Neil', 'O\u2019Neil'],
    ['-Dash', '-Dash'],
    ['@handle', '@handle'],
    ['#1 Wong', '#1 Wong'],
    ['x;=1+1', 'x;=1+1'],
    ['\uff1d1+1 Ltd', '\uff1d1+1 Ltd'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['Ann \u00a0 Tan', 'Ann Tan'],
    ['Ann\u200d', 'Ann'],
    ['👩🏽\u200d🔧 Mei', '👩🏽\u200d🔧 Mei'],
    ['می\u200cنا', 'می\u200cنا'],
    ['𠮷'.repeat(80), '𠮷'.repeat(80)],
    ['𠮷'.repeat(81), 'refused'],
    ['\u200b', 'refused'],
    ['\u2800', 'refused'],
    ['\u3164', 'refused'],
    ['...', '...'],
    ['123', '123'],
    ['\u0301', 'refused'],
    ['\u202eevil\u202c', 'refused'],
    ['\u2066iso\u2069', 'refused'],
    ['Bell\u0007', 'refused'],
    ['Null\u0000X', 'refused'],
  ])('%j: %j', async (given, right) => {
    expect(await come(given)).toBe(right)
  })
})
