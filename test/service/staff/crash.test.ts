/** The service is killed in the middle of inviting a person: the invitation is neither lost nor made twice. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import { Events } from '../../../service/outbox/model.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { personJoined } from '../../../service/staff/actions/associate.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { reactions } from '../../../service/worker.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import type { TestOperator } from '../../setup/people.ts'
import { spoken } from '../../setup/spoken.ts'
import { Hiring } from './hiring.ts'
import type { Step } from './inviting-process.ts'

let at: Hiring

beforeAll(async () => {
  // invitations are made by a process that can be killed
  at = await Hiring.start({ parts: ['web'] })
})
afterAll(() => at.service.stop())
afterEach(async () => {
  clock.arrange()
  await Events.deleteMany({})
  await StaffMembers.deleteMany({})
  await Workspaces.updateMany({}, { $unset: { dingtalkDepartmentId: 1 } })
  await at.phones.send('POST', '/reset')
})

/** Adds a person; a process that invites them is killed at a step. */
async function killedAt(step: Step, admin: TestOperator, person: string): Promise<string> {
  const { body } = await at.add(admin, person)
  const { apiUrl } = config().dingtalk
  const environment = testEnvironment({
    MONGODB_URI: config().mongodbUri,
    DINGTALK_API_URL: apiUrl,
    DINGTALK_OAPI_URL: apiUrl,
  })
  const dying = spawn(process.execPath, [join(import.meta.dirname, 'inviting-process.ts'), step], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await spoken(dying, new RegExp(`^${step}$`))
  const gone = once(dying, 'exit')
  dying.kill('SIGKILL')
  await gone
  return body.id
}

/** Another instance, once the lease of the dead one has ended. */
async function takeOver(): Promise<void> {
  clock.arrange(() => new Date(Date.now() + 61_000))
  const relay = startRelay({ reactions })
  await relay.drain()
  await relay.stop()
}

const invitationsOf = async (person: string) =>
  (await at.phones.messages(person)).filter(({ kind }) => kind === 'invitation')

const steps: Step[] = ['committed', 'called', 'recorded']

test.each(steps)(
  'killed when it has %s: one Org invitation, and one association',
  async (step) => {
    const admin = await at.iso()
    const id = await killedAt(step, admin, 'lin')
    expect(await invitationsOf('lin')).toHaveLength(step === 'committed' ? 0 : 1)
    await takeOver()
    expect(await invitationsOf('lin')).toHaveLength(1)
    expect((await at.find(admin, id)).body.status).toBe('invited')
    await at.phones.agree('lin')
    await personJoined('lin02')
    expect((await at.find(admin, id)).body.status).toBe('associated')
    expect(await at.timeline(admin, id)).toEqual(['added', 'associated'])
  },
  30_000,
)

test('killed when it has called, and the person agrees before another process takes over: not asked again', async () => {
  const admin = await at.iso()
  const id = await killedAt('called', admin, 'lin')
  await at.phones.agree('lin')
  await takeOver()
  expect(await at.timeline(admin, id)).toEqual(['added', 'associated'])
  expect(await at.questions('lin', admin)).toEqual([])
}, 30_000)

test.each(steps)(
  'killed when it has %s, about a person in DingTalk already: asked once',
  async (step) => {
    const admin = await at.iso()
    const id = await killedAt(step, admin, 'mei')
    await takeOver()
    expect(await at.questions('mei', admin)).toHaveLength(1)
    expect(await at.timeline(admin, id)).toEqual(['added', 'consent_asked'])
  },
  30_000,
)
