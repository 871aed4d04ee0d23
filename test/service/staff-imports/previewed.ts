/** An admin who sends files, and the rows that are read from them. */
import { afterAll, beforeAll, expect } from 'vitest'
import type { StaffImportRow } from '../../../service/staff-imports/contract/rows.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { check, rowsOf } from './previews.ts'

export let service: TestService
export let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

/** Sent by the admin, unless told otherwise. */
export const sent = (file: Uint8Array, { id, by = admin }: Sending = {}): Promise<Answer> =>
  check(by, file, { fileName: 'people.xlsx' }, id)

interface Sending {
  id?: string
  by?: TestOperator
}

/** The rows of a file that is read. */
export async function readRows(file: Uint8Array): Promise<StaffImportRow[]> {
  const answer = await sent(file)
  expect([answer.status, answer.body.code]).toEqual([200, undefined])
  return rowsOf(admin, answer.body.id)
}

export const inShort = ({ row, name, phone, problem }: StaffImportRow) => [
  row,
  name,
  phone ?? problem,
]
export const lin = [2, 'Lin Wei', '+6581234567']
