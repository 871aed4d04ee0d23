/** Each alert rule in docs/alerts.yaml fires when what it warns of happens to a real service, and not before. */
import { randomUUIDv7 } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { clock } from '../../service/clock.ts'
import { config } from '../../service/config.ts'
import { system } from '../../service/http/callers.ts'
import { GiveUp } from '../../service/outbox/handlers.ts'
import { record } from '../../service/outbox/record.ts'
import { startRelay } from '../../service/outbox/relay.ts'
import { arrangeFault, endFaults } from '../setup/failpoints.ts'
import { OwnMongod } from '../setup/own-mongod.ts'
import { buildOperator, type TestOperator } from '../setup/people.ts'
import { evaluate } from '../setup/promql.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { Hiring } from './staff/hiring.ts'
import { happened } from '../setup/events.ts'

interface Rule {
  alert: string
  expr: string
  for?: string
  labels: { severity: string }
  annotations: { summary: string; description: string }
}

const file = join(import.meta.dirname, '../../docs/alerts.yaml')
const { groups } = parse(await readFile(file, 'utf8')) as { groups: { rules: Rule[] }[] }
const rules = new Map(groups.flatMap((group) => group.rules).map((rule) => [rule.alert, rule]))
const tripped = new Set<string>()

let url: string
const scrape = async () => (await fetch(`${url}/metrics`)).text()

/** Whether a rule fires on these scrapes, or on one of now. */
async function fires(alert: string, pages?: string[]): Promise<boolean> {
  const { expr } = rules.get(alert) ?? expect.fail(`no rule ${alert}`)
  const isFiring = evaluate(expr, pages ?? [await scrape()]).length > 0
  if (isFiring) tripped.add(alert)
  return isFiring
}

describe('a service at work', () => {
  let mongod: OwnMongod
  let at: Hiring
  let admin: TestOperator

  beforeAll(async () => {
    mongod = await OwnMongod.start({ testCommands: true })
    const environment = { MONGODB_URI: mongod.uri('alerts', 'alerts') }
    at = await Hiring.start({ environment, outagePatience: 1_400 })
    url = at.service.url
    admin = await at.iso()
  }, 100_000)
  afterAll(async () => {
    await endFaults()
    await at.service.stop()
    await mongod.end()
  })

  test('none fires while all is well', async () => {
    for (const alert of rules.keys())
      await expect.poll(() => fires(alert), { message: alert }).toBe(false)
  })

  test('PhoneNumbersHidden: the app may not see phone numbers', async () => {
    await at.invited(admin, 'lin')
    const before = await scrape()
    await at.phones.send('PATCH', '/settings', { missingScopes: ['fieldMobile'] })
    await at.phones.agree('lin')
    await expect.poll(async () => fires('PhoneNumbersHidden', [before, await scrape()])).toBe(true)
    await at.phones.send('PATCH', '/settings', { missingScopes: [] })
  })

  test('RequestsFail: requests are answered with a fault of the service', async () => {
    const ask = () => admin.client.get('/api/v1/staff')
    const failing = async () => {
      await arrangeFault({ failCommands: ['find', 'aggregate'], times: 20, errorCode: 8 })
      const { status } = await ask()
      await endFaults()
      return status
    }
    expect((await ask()).status).toBe(200)
    expect(await failing()).toBe(500)
    const before = await scrape()
    for (let n = 0; n < 20; n++) await ask()
    expect(await fires('RequestsFail', [before, await scrape()])).toBe(false)
    await failing()
    expect(await fires('RequestsFail', [before, await scrape()])).toBe(true)
  })

  test('DingTalkMonthNearlyUsed: most calls of the month are used', async () => {
    const { dingtalk } = config()
    const used = evaluate('sum(dingtalk_month_calls{counts="yes"})', [await scrape()])
    const budget = Math.floor((used[0]?.value ?? expect.fail('no calls')) / 0.8)
    Object.assign(dingtalk, { monthlyCalls: budget * 2 })
    expect(await fires('DingTalkMonthNearlyUsed')).toBe(false)
    Object.assign(dingtalk, { monthlyCalls: budget - 1 })
    expect(await fires('DingTalkMonthNearlyUsed')).toBe(true)
  })

  test('EventLoopBlocked: the process computes and answers nobody', async () => {
    await scrape()
    const end = performance.now() + 1_000
    while (performance.now() < end) randomUUIDv7()
    expect(await fires('EventLoopBlocked')).toBe(true)
  })

  test('DatabaseAway: MongoDB does not answer, and does again', async () => {
    mongod.pause()
    await expect.poll(() => fires('DatabaseAway')).toBe(true)
    mongod.resume()
    await expect.poll(() => fires('DatabaseAway')).toBe(false)
  })

  test('DingTalkStreamDown: no connection to DingTalk', async () => {
    await at.service.simulator?.stop()
    await expect.poll(() => fires('DingTalkStreamDown')).toBe(true)
  })
})

describe('a service without its background part', () => {
  let service: TestService

  beforeAll(async () => {
    service = await startTestService()
    url = service.url
  })
  afterAll(async () => {
    clock.arrange()
    await service.stop()
  })

  test('EventsFailed: a delivery was given up', async () => {
    expect(await fires('EventsFailed')).toBe(false)
    await record(happened, { tenant: 'iso-1', id: randomUUIDv7(), by: system })
    const handled = () => Promise.reject(new GiveUp('60011'))
    const relay = startRelay({ reactions: { 'test.happened': { handled } } })
    await relay.drain()
    await relay.stop()
    expect(await fires('EventsFailed')).toBe(true)
  })

  test('OutboxLate: nothing delivers what was done', async () => {
    const admin = await buildOperator(url)
    const phone = '+6581239001'
    await admin.client.post('/api/v1/staff', { id: randomUUIDv7(), name: 'Ana', phone })
    expect(await fires('OutboxLate')).toBe(false)
    clock.arrange(() => new Date(Date.now() + 6 * 60_000))
    expect(await fires('OutboxLate')).toBe(true)
  })
})

test('there are eight rules, each says what to do, and each was tripped', () => {
  expect(rules.size).toBe(8)
  for (const { alert, labels, annotations } of rules.values()) {
    expect(['urgent', 'soon'], alert).toContain(labels.severity)
    expect(annotations.summary && annotations.description, alert).toMatch(/\w/)
  }
  expect([...tripped].toSorted()).toEqual([...rules.keys()].toSorted())
})
