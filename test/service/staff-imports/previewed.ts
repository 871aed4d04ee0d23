/** An admin who sends files, and the rows that are read from them. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect } from 'vitest'
import type { StaffImportRow } from '../../../service/staff-imports/contract/rows.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

export let service: TestService
export let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

export const path = (id: string) => `/api/v1/staff-imports/${id}`

export function check(
  file: Uint8Array,
  { id = randomUUIDv7(), country = '', by = admin } = {},
): Promise<Answer> {
  const query = new URLSearchParams({ country, fileName: 'people.xlsx' })
  return by.client.put(`${path(id)}?${query}`, file)
}

export async function rowsOf(id: string, by = admin): Promise<StaffImportRow[]> {
  return (await by.client.get(`${path(id)}/rows?limit=100`)).body.items
}

/** What a file is read as. */
export async function read(file: Uint8Array, country = ''): Promise<StaffImportRow[]> {
  const answer = await check(file, { country })
  expect([answer.status, answer.body.code]).toEqual([200, undefined])
  return rowsOf(answer.body.id)
}

export const inShort = ({ row, name, phone, problem }: StaffImportRow) => [
  row,
  name,
  phone ?? problem,
]
export const lin = [2, 'Lin Wei', '+6581234567']
