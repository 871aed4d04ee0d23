/** Imports that run, and what DingTalk was asked for. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import type { StaffImportInFull } from '../../../service/staff-imports/contract/import.ts'
import type { Answer } from '../../setup/calls.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { type TestOperator } from '../../setup/people.ts'
import { spoken } from '../../setup/spoken.ts'
import { Hiring } from '../staff/hiring.ts'
import { csvOf } from './files.ts'
import { check, importPath } from './previews.ts'

/** Shared with the process that is killed. */
const environment = testEnvironment()

export let hiring: Hiring
export let admin: TestOperator
const children: ChildProcess[] = []

beforeAll(async () => {
  const { MONGODB_URI = '', SESSION_KEYS = '', SECRET_KEYS = '' } = environment
  hiring = await Hiring.start({ environment: { MONGODB_URI, SESSION_KEYS, SECRET_KEYS } })
  const url = hiring.service.simulator?.apiUrl ?? ''
  Object.assign(environment, { DINGTALK_API_URL: url, DINGTALK_OAPI_URL: url })
  admin = await hiring.iso()
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  clock.arrange()
  await hiring.reset()
})
afterAll(() => hiring.service.stop())

export const createUser = '/topapi/v2/user/create'

let next = 2_000_000
/** People unknown to the simulated DingTalk, as rows of a file. */
export const strangers = (count: number) =>
  Array.from({ length: count }, (_, n) => `Person ${n},+658${next++}`)

export async function checked(lines: string[], by = admin): Promise<StaffImportInFull> {
  const file = csvOf('Name,Phone number', ...lines)
  const answer = await check(by, file, { fileName: 'November.csv' })
  expect(answer.status).toBe(200)
  return answer.body
}

export function start({ id, revision }: StaffImportInFull, by = admin): Promise<Answer> {
  return by.client.post(`${importPath(id)}/start`, { revision })
}

export async function started(lines: string[], by = admin): Promise<string> {
  const preview = await checked(lines, by)
  expect((await start(preview, by)).body).toMatchObject({ status: 'running' })
  return preview.id
}

export const find = async (id: string): Promise<StaffImportInFull> =>
  (await admin.client.get(importPath(id))).body

export async function becomes(id: string, status: string): Promise<StaffImportInFull> {
  await expect
    .poll(async () => (await find(id)).status, { timeout: 20_000, interval: 100 })
    .toBe(status)
  return find(id)
}

/** Numbers for which DingTalk was asked, each as often as it was. */
export async function askedFor(): Promise<string[]> {
  const calls = (await hiring.phones.send('GET', '/calls')) as {
    path: string
    body?: { mobile?: string }
  }[]
  return calls.filter((call) => call.path === createUser).map(({ body }) => body?.mobile ?? '')
}

/** Another instance of the service, in a process of its own. */
export async function instance(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'service-process.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await spoken(child, /^working$/)
  return child
}
