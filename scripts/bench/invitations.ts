/** `npm run bench:invitations`: how near to DingTalk's limit of calls the people of a large file are invited. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Accounts, Sessions } from '../../service/accounts/model.ts'
import { configure } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { callLimits } from '../../service/dingtalk/limits.ts'
import { issueAccessToken } from '../../service/http/authentication.ts'
import { system } from '../../service/http/callers.ts'
import { Events } from '../../service/outbox/model.ts'
import { record } from '../../service/outbox/record.ts'
import { StaffMembers } from '../../service/staff/model.ts'
import { insertMember, insertWorkspace } from '../demo/rows.ts'
import { readCommandLine, wholeNumber } from '../command-line.ts'
import { demoOrganisation } from '../demo/people.ts'
import { startSimulator } from '../dingtalk-simulator/simulator.ts'
import { findMongod } from '../mongod/find.ts'
import { claimFolder, stopLeftover } from '../mongod/leftover.ts'
import { startMongod } from '../mongod/run.ts'
import { closeDatabase } from './database.ts'
import { drainOf, percentile } from './drain.ts'
import { benchEnvironment } from './environment.ts'
import { MeasuredServer } from './server.ts'
import { userLeft } from '../../service/dingtalk/events.ts'

const help = `Usage: npm run bench:invitations -- [--people <number>]

Adds a file of people to a service of its own: how near to DingTalk's limit of 20 calls a second they are invited,
whether it is ever gone beyond, and how long anything else waits meanwhile. Counted by the simulated DingTalk's log of
calls, from outside.

  --people <number>  how many; 5000 when not given
  -h, --help         prints this

It ends with 0 when the goals are reached, 1 when not, and 2 for a wrong command line.
`

const options = readCommandLine(help, { people: { type: 'string', default: '5000' } })
const people = wholeNumber('people', options.people, [1, 5_000])

const createUser = '/topapi/v2/user/create'
const limit = callLimits[createUser] ?? callLimits['*'] ?? 20
/** What is to be reached of it. */
const goal = 0.95

/** Milliseconds without a call after which something is wrong. */
const patience = 60_000

const folder = join(tmpdir(), 'partner-workspace-bench-invitations')
const say = (line: string) => console.log(line)

/** An admin of an ISO who is signed in. */
async function buildAdmin(): Promise<string> {
  const iso = await insertWorkspace({ kind: 'iso', name: 'ISO', email: 'boss@iso.example' })
  const now = new Date()
  const account = randomUUIDv7()
  await Accounts.insertMany([
    // prettier-ignore
    { _id: account, email: 'boss@iso.example', name: 'Boss', passwordHash: 'none', language: 'en', createdAt: now },
  ])
  const member = await insertMember(iso._id, account, ['iso.admin'])
  const sessionId = randomUUIDv7()
  await Sessions.insertMany([
    // prettier-ignore
    { _id: sessionId, kind: 'operator', subject: member._id, name: 'Boss',
      current: randomBytes(32).toString('base64url'),
      rotatedAt: now, createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
  ])
  return issueAccessToken({ kind: 'operator', sessionId, subject: member._id })
}

/** Sends the file and starts it, as the console does. */
async function startImport(service: URL, token: string): Promise<string> {
  const id = randomUUIDv7()
  const lines = Array.from({ length: people }, (_, n) => `Person ${n},+658${1_000_000 + n}`)
  const headers = { authorization: `Bearer ${token}` }
  const address = new URL(`/api/v1/staff-imports/${id}`, service)
  const file = ['Name,Phone number', ...lines].join('\n')
  const preview = await fetch(address, { method: 'PUT', headers, body: Buffer.from(file) })
  const { revision, good } = (await preview.json()) as { revision: number; good: number }
  if (good !== people) throw new Error(`${good} of ${people} rows can be added`)
  const started = await fetch(`${address.href}/start`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ revision }),
  })
  if (!started.ok) throw new Error(`not started: ${await started.text()}`)
  return id
}

interface Call {
  n: number
  at: number
  path: string
  errcode?: number
}

/** DingTalk's log of calls, read while it grows: it keeps only the latest. */
class Log {
  readonly calls: Call[] = []
  #after = 0
  readonly #url: string

  constructor(simulator: string) {
    this.#url = `${simulator}/simulator/api/calls`
  }

  async read(): Promise<void> {
    const answer = await fetch(`${this.#url}?after=${this.#after}`)
    const fresh = (await answer.json()) as Call[]
    this.#after = fresh.at(-1)?.n ?? this.#after
    this.calls.push(...fresh.filter(({ path }) => path === createUser))
  }
}

/** Milliseconds from an event that has nothing to do with the import until it is done. */
async function otherEvent(): Promise<number> {
  const begin = performance.now()
  const userId = randomUUIDv7()
  const id = await record(userLeft, {
    tenant: 'platform',
    id: userId,
    by: system,
    data: { userId, eventId: randomUUIDv7() },
  })
  while ((await Events.findById(id).lean())?.state !== 'done') await sleep(5)
  return performance.now() - begin
}

async function drain(log: Log): Promise<{ others: number[] }> {
  const others: number[] = []
  let said = 0
  let grewAt = performance.now()
  for (;;) {
    await sleep(1_000)
    others.push(await otherEvent())
    const before = log.calls.length
    await log.read()
    if (log.calls.length > before) grewAt = performance.now()
    if (performance.now() - grewAt > patience) throw new Error('invitations have stopped')
    if (log.calls.length - said >= 500) {
      said = log.calls.length
      say(`  ${said.toLocaleString('en')} invitations …`)
    }
    if ((await StaffMembers.countDocuments({ invitedPhone: { $exists: true } })) >= people) break
  }
  await log.read()
  return { others }
}

function report(log: Log, others: number[]): boolean {
  const { calls, seconds, perSecond, ratio, mostInOneSecond } = drainOf(
    log.calls.map(({ at }) => at),
    limit,
  )
  const refused = log.calls.filter(({ errcode }) => errcode === 90018).length
  say('')
  say(`invitations   ${calls.toLocaleString('en')} calls for ${people.toLocaleString('en')} people`)
  say(`time          ${seconds.toFixed(1)} s`)
  say(`rate          ${perSecond.toFixed(2)} a second of ${limit} allowed`)
  say(`ratio         ${ratio.toFixed(3)} (goal ${goal})`)
  say(`most in 1 s   ${mostInOneSecond} of ${limit} allowed, ${refused} refused by DingTalk`)
  say(
    `other events  ${Math.round(percentile(others, 0.5))} ms at the median, ` +
      `${Math.round(percentile(others, 0.99))} ms at p99 of ${others.length}, while it runs`,
  )
  return ratio >= goal && mostInOneSecond <= limit && refused === 0
}

async function run(): Promise<void> {
  const binary = await findMongod(say)
  await claimFolder(folder)
  const dbPath = join(folder, 'mongodb')
  // what a run left behind that was killed
  await stopLeftover(dbPath)
  await rm(dbPath, { recursive: true, force: true })
  const mongod = await startMongod({ binary, dbPath })
  const dataFolder = join(folder, 'simulator')
  const simulator = await startSimulator({ port: 0, smtpPort: 0, dataFolder })
  let service: MeasuredServer | undefined
  try {
    const { clientId, clientSecret, corpId, robotCode } = demoOrganisation
    const environment = {
      ...benchEnvironment(mongod.uri('invitations')),
      NODE_ENV: 'test',
      PUBLIC_URL: 'http://localhost:3000',
      DINGTALK_CLIENT_ID: clientId,
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_CORP_ID: corpId,
      DINGTALK_ROBOT_CODE: robotCode,
      DINGTALK_API_URL: simulator.apiUrl,
      DINGTALK_OAPI_URL: simulator.apiUrl,
    }
    service = await MeasuredServer.start(
      'service',
      'whole-service.ts',
      environment,
      join(folder, 'service.log'),
    )
    await connectDatabase(configure(environment).mongodbUri)
    const token = await buildAdmin()
    const log = new Log(simulator.url)
    say(`Adding ${people.toLocaleString('en')} people …`)
    await startImport(service.url, token)
    const { others } = await drain(log)
    if (!report(log, others)) process.exitCode = 1
  } finally {
    await service?.stop()
    await closeDatabase()
    await simulator.stop()
    await mongod.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

await run()
