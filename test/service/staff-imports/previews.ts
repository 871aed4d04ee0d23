/** Sends files to be checked and takes their rows, for tests. */
import { randomUUIDv7 } from 'node:crypto'
import type { StaffImportInFull } from '../../../service/staff-imports/contract/import.ts'
import type { StaffImportRow } from '../../../service/staff-imports/contract/rows.ts'
import type { Answer } from '../../setup/calls.ts'
import type { TestOperator } from '../../setup/people.ts'

export const importPath = (id: string) => `/api/v1/staff-imports/${id}`

export function check(
  by: TestOperator,
  file: Uint8Array,
  query: Record<string, string> = {},
  id: string = randomUUIDv7(),
): Promise<Answer> {
  const words = new URLSearchParams({ fileName: 'people.csv', ...query })
  return by.client.put(`${importPath(id)}?${words}`, file)
}

/** @param only such as `&only=problems` */
export async function rowsOf(by: TestOperator, id: string, only = ''): Promise<StaffImportRow[]> {
  return (await by.client.get(`${importPath(id)}/rows?limit=100${only}`)).body.items
}

/** What a file is read as: the import, and each row as its number, its name and what it came to. */
export async function read(by: TestOperator, file: Uint8Array, query: Record<string, string> = {}) {
  const { status, body } = await check(by, file, query)
  if (status !== 200) return { refused: [status, body.code] as [number, string] }
  const rows = await rowsOf(by, body.id)
  return {
    one: body as StaffImportInFull,
    rows: rows.map(({ row, name, phone, problem }) => [row, name, problem ?? phone]),
  }
}
