/** Measures one job on both servers by turns, and says how fast the service is beside the bare one. */
import type { Caller } from './database.ts'
import type { Heard, Job } from './jobs.ts'
import { putLoad, type Asked } from './load.ts'
import type { MeasuredServer } from './server.ts'

export interface Servers {
  bare: MeasuredServer
  service: MeasuredServer
}

export interface Effort {
  rounds: number
  /** When, by `performance.now()`, no round is begun any more after the fifth. */
  enoughAt: number
}

const fewestRounds = 5
const settling = 3
const answersKept = 5
const stirring = Array.from({ length: 64 }, (): Asked => ({
  method: 'GET',
  path: '/api/v1/submissions?limit=1',
}))

/** One number for each round. */
export interface Figures {
  perSecond: number[]
  /** Microseconds of processor time that the server itself used for one request. */
  cost: number[]
}

export interface Outcome {
  job: Job
  ratios: number[]
  bare: Figures
  service: Figures
}

/** @throws WrongAnswer */
export async function measure(
  job: Job,
  servers: Servers,
  caller: Caller,
  { rounds, enoughAt }: Effort,
): Promise<Outcome> {
  const outcome: Outcome = {
    job,
    ratios: [],
    bare: { perSecond: [], cost: [] },
    service: { perSecond: [], cost: [] },
  }
  // compilers and caches settle in rounds that do not count
  for (let round = 1 - settling; round <= rounds; round++) {
    if (round > fewestRounds && performance.now() > enoughAt) break
    const asked = await job.ask(job.requests)
    const askedToo = job.askEach ? await job.ask(job.requests) : asked
    const bare = await turn(servers.bare, servers.service, asked, caller)
    const service = await turn(servers.service, servers.bare, askedToo, caller)
    servers.bare.wake()
    await job.check(bare, service)
    if (round < 1) continue
    outcome.ratios.push(service.perSecond / bare.perSecond)
    for (const [side, { perSecond, cost }] of [
      ['bare', bare],
      ['service', service],
    ] as const) {
      outcome[side].perSecond.push(perSecond)
      outcome[side].cost.push(cost)
    }
  }
  return outcome
}

async function turn(
  server: MeasuredServer,
  other: MeasuredServer,
  asked: Asked[],
  { token }: Caller,
): Promise<Heard & { perSecond: number; cost: number }> {
  await other.rest()
  server.wake()
  // connections to the database and change streams come back before the clock runs
  await putLoad(server.url, token, stirring)
  const every = Math.ceil(asked.length / answersKept)
  const before = await server.cost()
  const { perSecond, kept } = await putLoad(server.url, token, asked, {
    keep: (index) => index % every === 0,
  })
  const cost = ((await server.cost()) - before) / asked.length
  return { server, asked, kept, perSecond, cost }
}
