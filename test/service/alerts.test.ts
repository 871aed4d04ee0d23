/** Each alert rule in docs/alerts.yaml fires when what it warns of lasts as long as it says, on a real service, and not before. */
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
import { Alerting, type Rule } from '../setup/alerting.ts'
import { arrangeFault, endFaults } from '../setup/failpoints.ts'
import { OwnMongod } from '../setup/own-mongod.ts'
import { buildOperator, type TestOperator } from '../setup/people.ts'
import { evaluate, secondsOf } from '../setup/promql.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { Hiring } from './staff/hiring.ts'
import { happened } from '../setup/events.ts'

const file = join(import.meta.dirname, '../../docs/alerts.yaml')
const { groups } = parse(await readFile(file, 'utf8')) as { groups: { rules: Rule[] }[] }
const rules = groups.flatMap((group) => group.rules)
const tripped = new Set<string>()

let url: string
const watch = () => new Alerting(rules, async () => (await fetch(`${url}/metrics`)).text())

/** Whether the rule's expression has a result now, however long it must last. */
async function holds(alert: string): Promise<boolean> {
  return (await watch().after(0)).stateOf(alert) !== 'inactive'
}

/**
 * What a rule warns of goes on: the rule waits as long as it says, and then fires. A scrape stands for a minute, which is
 * not waited for.
 * @param happens in each minute, where it is not a state that lasts
 */
async function expectToTrip(alert: string, watching = watch(), happens = () => Promise.resolve()) {
  const { for: patience = '0m' } = rules.find((rule) => rule.alert === alert) ?? {}
  for (let minute = 0; minute <= secondsOf(patience) / 60; minute++) {
    if (minute > 0) expect(watching.stateOf(alert), `in minute ${minute}`).toBe('pending')
    await happens()
    await watching.after(60)
  }
  expect(watching.stateOf(alert)).toBe('firing')
  tripped.add(alert)
}

describe('a service at work', () => {
  let mongod: OwnMongod
  let at: Hiring
  let admin: TestOperator

  beforeAll(async () => {
    mongod = await OwnMongod.start({ testCommands: true })
    const environment = { MONGODB_URI: mongod.uri('alerts', 'alerts') }
    at = await Hiring.start({ environment, unreachableAfter: 1_400 })
    url = at.service.url
    admin = await at.iso()
  }, 100_000)
  afterAll(async () => {
    await endFaults()
    await at.service.stop()
    await mongod.end()
  })

  test('none fires while all is well', async () => {
    for (const { alert } of rules)
      await expect.poll(() => holds(alert), { message: alert }).toBe(false)
    const watching = watch()
    for (let minute = 0; minute < 20; minute++) await watching.after(60)
    for (const { alert } of rules) expect(watching.stateOf(alert), alert).not.toBe('firing')
  })

  test('PhoneNumbersHidden: the app may not see phone numbers', async () => {
    await at.invited(admin, 'lin')
    const watching = await watch().after(0)
    await at.phones.send('PATCH', '/settings', { missingScopes: ['fieldMobile'] })
    await at.phones.agree('lin')
    const state = async () => (await watching.after(1)).stateOf('PhoneNumbersHidden')
    await expect.poll(state).toBe('firing')
    await expectToTrip('PhoneNumbersHidden', watching)
    await at.phones.send('PATCH', '/settings', { missingScopes: [] })
  })

  test('RequestsFail: requests are answered with a fault of the service', async () => {
    const ask = () => admin.client.get('/api/v1/staff')
    const failing = async () => {
      await arrangeFault({ failCommands: ['find', 'aggregate'], times: 20, errorCode: 8 })
      const { status } = await ask()
      await endFaults()
      expect(status).toBe(500)
    }
    expect((await ask()).status).toBe(200)
    await failing()
    const watching = await watch().after(0)
    const state = async () => (await watching.after(60)).stateOf('RequestsFail')
    for (let n = 0; n < 20; n++) await ask()
    expect(await state()).toBe('inactive')
    // one that fails, and goes out of sight again before a person is told
    await failing()
    expect(await state()).toBe('pending')
    for (let minute = 0; minute < 3; minute++) expect(await state()).toBe('pending')
    expect(await state()).toBe('inactive')
    await expectToTrip('RequestsFail', watching, failing)
  })

  test('DingTalkMonthNearlyUsed: most calls of the month are used', async () => {
    const { dingtalk } = config()
    const page = await (await fetch(`${url}/metrics`)).text()
    const used = evaluate('sum(dingtalk_month_calls{counts="yes"})', [{ at: 0, page }])
    const budget = Math.floor((used[0]?.value ?? expect.fail('no calls')) / 0.8)
    Object.assign(dingtalk, { monthlyCalls: budget * 2 })
    expect(await holds('DingTalkMonthNearlyUsed')).toBe(false)
    Object.assign(dingtalk, { monthlyCalls: budget - 1 })
    await expectToTrip('DingTalkMonthNearlyUsed')
  })

  test('EventLoopBlocked: the process computes and answers no request', async () => {
    const nothing = new Int32Array(new SharedArrayBuffer(4))
    /** Stands still, as a process does while it computes; then its timers run. */
    const standStill = async (milliseconds: number) => {
      Atomics.wait(nothing, 0, 0, milliseconds)
      for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate)
    }
    const block = async () => {
      // Node measures from a timer that has run since the last scrape
      await standStill(20)
      await standStill(700)
    }
    await expectToTrip('EventLoopBlocked', await watch().after(0), block)
  })

  test('DatabaseAway: MongoDB does not answer, and does again', async () => {
    mongod.pause()
    await expect.poll(() => holds('DatabaseAway')).toBe(true)
    await expectToTrip('DatabaseAway')
    mongod.resume()
    await expect.poll(() => holds('DatabaseAway')).toBe(false)
  })

  test('DingTalkStreamDown: no connection to DingTalk', async () => {
    await at.service.simulator?.stop()
    await expect.poll(() => holds('DingTalkStreamDown')).toBe(true)
    await expectToTrip('DingTalkStreamDown')
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
    expect(await holds('EventsFailed')).toBe(false)
    await record(happened, { tenant: 'iso-1', id: randomUUIDv7(), by: system })
    const handled = () => Promise.reject(new GiveUp('60011'))
    const relay = startRelay({ reactions: { 'test.happened': { handled } } })
    await relay.drain()
    await relay.stop()
    await expectToTrip('EventsFailed')
  })

  test('OutboxLate: nothing delivers what was done', async () => {
    const admin = await buildOperator(url)
    const phone = '+6581239001'
    await admin.client.post('/api/v1/staff', { id: randomUUIDv7(), name: 'Ana', phone })
    expect(await holds('OutboxLate')).toBe(false)
    const isLate = () => clock.arrange(() => new Date(Date.now() + 6 * 60_000))
    const watching = watch()
    const state = async () => (await watching.after(60)).stateOf('OutboxLate')
    isLate()
    for (let minute = 0; minute < 5; minute++) expect(await state()).toBe('pending')
    // one good look, and the waiting begins again
    clock.arrange()
    expect(await state()).toBe('inactive')
    isLate()
    await expectToTrip('OutboxLate', watching)
  })
})

test('there are eight rules, each says what to do, and each was tripped', () => {
  expect(rules).toHaveLength(8)
  for (const { alert, labels, annotations } of rules) {
    expect(['urgent', 'soon'], alert).toContain(labels.severity)
    expect(annotations.summary && annotations.description, alert).toMatch(/\w/)
  }
  expect([...tripped].toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted())
})
