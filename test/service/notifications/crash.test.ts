/** The service is killed in the middle of telling a person something: it is not lost, and told twice only where said. */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
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
import { spoken } from '../../setup/spoken.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'
import type { Step } from './delivering-process.ts'

let hiring: Hiring

beforeAll(async () => {
  // the message is delivered by a process that can be killed
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

/** A process of its own that begins to tell the admin of a request. */
async function beginsToTell(
  step: Step,
  way: Way,
): Promise<ChildProcessByStdio<null, Readable, null>> {
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
  return spawn(process.execPath, [program, step, way], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function kill(dying: ChildProcess): Promise<void> {
  const gone = once(dying, 'exit')
  dying.kill('SIGKILL')
  await gone
}

async function killedAt(step: Step, way: Way): Promise<void> {
  const dying = await beginsToTell(step, way)
  await spoken(dying, new RegExp(`^${step}$`))
  await kill(dying)
}

/** The path by which a way reaches DingTalk. */
const pathOf = {
  card: '/v1.0/card/instances/createAndDeliver',
  robot: '/v1.0/robot/oToMessages/batchSend',
  work_notification: '/topapi/message/corpconversation/asyncsend_v2',
}

/** Killed while DingTalk has done what it was asked and holds its answer back. */
async function killedUnanswered(way: keyof typeof pathOf): Promise<void> {
  await hiring.phones.misbehave({ where: pathOf[way], what: 'drop', value: 60_000, times: 1 })
  const dying = await beginsToTell('recorded', way)
  await expect.poll(async () => (await arrived(way)).length, { timeout: 20_000 }).toBe(1)
  await kill(dying)
}

/** Another instance, so much later; by default once the lease of the dead one has ended. */
async function takeOver(milliseconds = 61_000): Promise<void> {
  clock.arrange(() => new Date(Date.now() + milliseconds))
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

/** DingTalk knows a card by our id; a message of the robot and a work notification it takes without one. */
const times = { card: 1, robot: 2, work_notification: 1 }

test.each(['card', 'robot', 'work_notification'] as const)(
  'killed while DingTalk has sent it by %s and has not said so: nothing is sent again for two minutes, and then it is not lost',
  async (way) => {
    await killedUnanswered(way)
    await takeOver()
    expect(await arrived(way)).toHaveLength(1)
    expect((await Messages.findOne().lean())?.via).toBeUndefined()
    await takeOver(300_000)
    expect(await arrived(way)).toHaveLength(times[way])
    expect((await Messages.findOne().lean())?.via).toBe(way)
  },
  60_000,
)

test('what DingTalk drops as a repetition after such an end goes out by mail as well: rather twice than never', async () => {
  await killedUnanswered('work_notification')
  await takeOver(300_000)
  expect(await arrived('mail')).toHaveLength(0)
  await takeOver(360_000)
  expect(await arrived('work_notification')).toHaveLength(1)
  expect(await arrived('mail')).toHaveLength(1)
}, 60_000)

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
