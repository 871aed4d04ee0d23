/** The service is killed in the middle of telling somebody something: it is not lost, and told twice only where said. */
import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import type { Way } from '../../../service/notifications/contract.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { reactions } from '../../../service/worker.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'
import type { Step } from './delivering-process.ts'

let hiring: Hiring

beforeAll(async () => {
  // whoever delivers is a process that can be killed
  hiring = await Hiring.start({ parts: ['web'] })
})
afterAll(() => hiring.service.stop())
afterEach(async () => {
  clock.arrange()
  await hiring.phones.behave()
  await Events.deleteMany({})
  await Messages.deleteMany({})
  await StaffMembers.deleteMany({})
  await Accounts.updateMany({}, { $unset: { dingtalkUserId: 1 } })
  await hiring.phones.send('POST', '/reset')
})

/** Ways before this one lead nowhere. */
const waysBefore: Partial<Record<Way, string[]>> = {
  robot: ['/v1.0/card/instances/createAndDeliver'],
  work_notification: ['/v1.0/card/instances/createAndDeliver', '/v1.0/robot/oToMessages/batchSend'],
}

async function somebodyAsks({ workspace }: TestOperator): Promise<void> {
  const stranger = clientOf(hiring.service.url)
  const answer = await stranger.post(`/api/v1/join/${workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: workspace.email,
    name: 'Aroon Suk',
    phone: phoneOf('aroon'),
    language: 'en',
  })
  expect(answer.status).toBe(202)
}

/** A process that tells the admin of a request is killed at a step. */
async function killedAt(step: Step, way: Way): Promise<void> {
  const person = way === 'mail' ? {} : { dingtalkUserId: 'olivia01' }
  const admin = await buildOperator(hiring.service.url, person)
  for (const where of waysBefore[way] ?? []) {
    await hiring.phones.misbehave({ where, what: 'errcode', value: 'param.error' })
  }
  await somebodyAsks(admin)
  const { apiUrl } = config().dingtalk
  const environment = testEnvironment({
    MONGODB_URI: config().mongodbUri,
    DINGTALK_API_URL: apiUrl,
    DINGTALK_OAPI_URL: apiUrl,
    SMTP_URL: config().smtpUrl,
  })
  const program = join(import.meta.dirname, 'delivering-process.ts')
  const dying = spawn(process.execPath, [program, step, way], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [word] = await once(dying.stdout, 'data')
  expect(String(word).trim()).toBe(step)
  const gone = once(dying, 'exit')
  dying.kill('SIGKILL')
  await gone
}

/** Another instance, once the lease of the dead one has ended. */
async function takeOver(): Promise<void> {
  clock.arrange(() => new Date(Date.now() + 61_000))
  const relay = startRelay({ reactions })
  await relay.drain()
  await relay.stop()
}

/** What has arrived at the person, the same as often as it has. */
async function arrived(way: Way): Promise<unknown[]> {
  if (way === 'mail') return (await hiring.phones.send('GET', '/mails')) as unknown[]
  const kind = way === 'card' ? 'card' : 'actionCard'
  return (await hiring.phones.messages('olivia')).filter((message) => message.kind === kind)
}

const steps: Step[] = ['committed', 'called', 'recorded']

describe.each<Way>(['card', 'robot', 'work_notification'])('by %s', (way) => {
  test.each(steps)(
    'killed when it has %s: it arrives once',
    async (step) => {
      await killedAt(step, way)
      expect(await arrived(way)).toHaveLength(step === 'committed' ? 0 : 1)
      await takeOver()
      expect(await arrived(way)).toHaveLength(1)
      const message = await Messages.findOne().lean()
      expect(message?.via).toBe(way)
      // of a work notification DingTalk tells only later what became of it
      expect(['sent', 'checking']).toContain(message?.status)
    },
    30_000,
  )
})

describe('by mail', () => {
  test.each(steps)(
    'killed when it has %s: it is not lost, and what comes twice is known as the same mail',
    async (step) => {
      await killedAt(step, 'mail')
      await takeOver()
      const mails = (await arrived('mail')) as { messageId: string }[]
      // a mail server takes no key: between its answer and our note it is sent again
      expect(mails).toHaveLength(step === 'called' ? 2 : 1)
      const id = (await Messages.findOne().lean())?._id
      for (const { messageId } of mails) expect(messageId).toContain(`<${id}@`)
      expect(await Messages.findOne().lean()).toMatchObject({ status: 'sent', via: 'mail' })
    },
    30_000,
  )
})
