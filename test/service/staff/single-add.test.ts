/** One person added by an admin: what is taken, what is refused, and how the list then goes out as CSV. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const add = (name: string, phone: string) =>
  admin.client.post('/api/v1/staff', { id: randomUUIDv7(), name, phone })

test.each([
  ['Cell As Float', '+6581240701.0', 'phone', 'decimal_point'],
  ['Jakarta As Float', '+6281240208701.0', 'phone', 'decimal_point'],
  ['Landline', '+6561240702', 'phone', 'not_mobile'],
  ['Toll Free', '+6518007654321', 'phone', 'not_mobile'],
  ['Premium Rate', '+19007654321', 'phone', 'not_mobile'],
  ['\u200b', '+6581240703', 'name', undefined],
  ['\u200b\ufeff', '+6581240703', 'name', undefined],
  ['\u2800', '+6581240703', 'name', undefined],
  ['\u3164', '+6581240703', 'name', undefined],
  ['\u115f\u1160', '+6581240703', 'name', undefined],
  ['\uffa0', '+6581240703', 'name', undefined],
])('%j with %s is refused for its %s, and no one is added', async (name, phone, field, why) => {
  const { status, body } = await add(name, phone)
  expect([status, body.field, body.about?.why]).toEqual([400, field, why])
  expect(await StaffMembers.countDocuments({ iso: admin.workspace._id, phone })).toBe(0)
})

test('digits that are typed wide are the same number', async () => {
  const { status, body } = await add('Wide Digits', '＋６５８１２４０７０４')
  expect([status, body.phone]).toEqual([201, '+6581240704'])
})

test.each([
  ['=1+1', `"'=1+1"`],
  ['\uff1d1+1', `"'\uff1d1+1"`],
  ['x;=1+1', `"x;=1+1"`],
  ['x,=1+1', `"x,=1+1"`],
  ['x"=1', `"x""=1"`],
  ['@SUM', `"'@SUM"`],
  ['\uff20SUM', `"'\uff20SUM"`],
  ['-Dash', `"'-Dash"`],
  ['+Plus', `"'+Plus"`],
])('the name %s is no formula in a spreadsheet', async (name, cell) => {
  const phone = `+65812407${Math.trunc(10 + (await StaffMembers.countDocuments()))}`
  expect((await add(name, phone)).status).toBe(201)
  const { body } = await admin.client.get('/api/v1/staff/export?format=csv')
  expect(body.toString()).toContain(`${cell},`)
  // and it is found
  const found = await admin.client.get(`/api/v1/staff?search=${encodeURIComponent(name)}`)
  expect(found.body.items.map((item: { name: string }) => item.name)).toContain(name)
})
