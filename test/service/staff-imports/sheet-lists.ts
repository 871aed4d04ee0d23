/** Sheets with a list of people, beside what else stands in a file. */
import { afterAll, beforeAll } from 'vitest'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { headerRow, textCell } from './files.ts'

let service: TestService
export let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

export const row = (n: number, name: string, phone: string) =>
  `<row r="${n}">${textCell(`A${n}`, name)}${textCell(`B${n}`, phone)}</row>`
export const list = (name: string, phone: string) => headerRow + row(2, name, phone)
export const cover = `<row r="1">${textCell('A1', 'How to fill in')}</row>`
