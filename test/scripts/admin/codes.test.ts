/** Marketing Codes at the console: put on the list of an ISO, and taken out of use. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, submitted, type Promoter } from '../../setup/visit.ts'
import { admin } from './admin.ts'

// each command is a program that loads the whole service
vi.setConfig({ testTimeout: 120_000 })

let service: TestService
let environment: Record<string, string>
let folder: string
let operator: TestOperator
let other: TestOperator
let promoter: Promoter

beforeAll(async () => {
  environment = testEnvironment({ DINGTALK_EVENTS: 'callback' })
  folder = await mkdtemp(join(tmpdir(), 'codes-'))
  service = await startTestService({ environment })
  operator = await buildOperator(service.url)
  other = await buildOperator(service.url)
  promoter = await buildPromoter(service.url, operator)
})
afterAll(async () => {
  await service.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = (...args: string[]) => admin(environment, ...args)
const issue = (iso: TestOperator, ...more: string[]) =>
  run('codes:issue', '--iso', iso.workspace.email, ...more)

const check = async (code: string) =>
  (await promoter.client.get(`/api/v1/marketing-codes/check?text=${encodeURIComponent(code)}`)).body

async function fileOf(...lines: string[]): Promise<string> {
  const path = join(folder, `${Math.random()}.txt`)
  await writeFile(path, lines.join('\r\n'))
  return path
}

test('a file of codes as printed, scanned and typed goes on the list, and staff can use them', async () => {
  expect((await check('APMC-ZZ-0001')).verdict).toBe('unknown')
  const file = await fileOf(
    'APMC-ZZ-0001',
    'https://qr.alipayplus.example/mc/APMC-ZZ-0002',
    ' apmc-zz-0003 ',
    '',
    'APMC-ZZ-0001',
  )
  const { code, out } = await issue(operator, '--file', file)
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^3 of 3 codes are new on the list of ISO/),
  ])
  for (const n of [1, 2, 3]) expect((await check(`APMC-ZZ-000${n}`)).verdict).toBe('free')

  const again = await issue(operator, '--json', 'APMC-ZZ-0003', 'APMC-ZZ-0004')
  expect(again).toMatchObject({ code: 0, json: { given: 2, issued: 1, known: 1, elsewhere: [] } })
  const elsewhere = await issue(other, '--json', 'APMC-ZZ-0004', 'APMC-ZZ-0005')
  expect(elsewhere).toMatchObject({ code: 1, json: { issued: 1, elsewhere: ['APMC-ZZ-0004'] } })
  expect((await MarketingCodes.findById('APMC-ZZ-0004').lean())?.iso).toBe(operator.workspace._id)
  const event = await Events.findOne({
    type: 'promotions.codes_issued',
    'actor.id': 'console',
  }).lean()
  expect(event).toMatchObject({ tenant: operator.workspace._id, data: { count: 3 } })
})

test('when a line is no code nothing is done, and the line is named', async () => {
  const { code, err } = await issue(operator, 'APMC-YY-0001', 'hello world')
  expect([code, err]).toEqual([1, expect.stringContaining('hello world')])
  expect(err).not.toContain('APMC-YY-0001')
  expect(await MarketingCodes.exists({ _id: 'APMC-YY-0001' })).toBe(null)
})

test('a file that is not there, no code at all, and an ISO that there is none of are said', async () => {
  expect(await issue(operator, '--file', join(folder, 'gone'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('ENOENT'),
  })
  expect((await issue(operator)).code).toBe(2)
  expect(await run('codes:issue', '--iso', 'nobody@iso.example', 'APMC-YY-0001')).toMatchObject({
    code: 1,
    err: expect.stringContaining('No ISO has'),
  })
})

test('a retired code is free no more; one that stands at a spot is retired only when that is said', async () => {
  const { content } = await submitted(promoter)
  const [standing = ''] = content.spots.flatMap(({ codes }) => codes)
  await issue(operator, 'APMC-XX-0001')
  const retire = (...more: string[]) =>
    run('codes:retire', '--json', 'APMC-XX-0001', 'APMC-NO-0001', standing, ...more)
  expect(await retire()).toMatchObject({
    code: 1,
    json: { retired: 1, before: 0, unknown: ['APMC-NO-0001'], inUse: [standing] },
  })
  expect((await check('APMC-XX-0001')).verdict).toBe('taken')
  expect((await MarketingCodes.findById(standing).lean())?.status).toBe('bound')
  expect(await retire('--in-use')).toMatchObject({ json: { retired: 1, before: 1, inUse: [] } })
  const row = await MarketingCodes.findById(standing).lean()
  expect(row?.status).toBe('retired')
  expect(row?.history.at(-1)?.status).toBe('retired')
  const events = await Events.find({ type: 'promotions.codes_retired' }).lean()
  expect(events.map(({ actor, data }) => [actor.id, data['count']])).toEqual([
    ['console', 1],
    ['console', 1],
  ])
})

test('thousands are done in parts', async () => {
  const codes = Array.from({ length: 2_300 }, (_, n) => `APMC-MM-${String(n).padStart(4, '0')}`)
  const file = await fileOf(...codes)
  expect(await issue(operator, '--file', file, '--json')).toMatchObject({
    code: 0,
    json: { given: 2_300, issued: 2_300 },
  })
  expect(await run('codes:retire', '--file', file, '--json')).toMatchObject({
    code: 0,
    json: { retired: 2_300 },
  })
})
