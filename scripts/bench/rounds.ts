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
  /** Requests to each server until compilers and caches have settled; those rounds do not count. */
  settling: number
  /** When, by `performance.now()`, no pair of rounds is begun any more after the first six. */
  enoughAt: number
}

const fewestRounds = 6
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
  { rounds, settling, enoughAt }: Effort,
): Promise<Outcome> {
  const outcome: Outcome = {
    job,
    ratios: [],
    bare: { perSecond: [], cost: [] },
    service: { perSecond: [], cost: [] },
  }
  const { bare, service } = servers
  for (let round = 1 - Math.ceil(settling / job.requests); round <= rounds; round++) {
    // pairs stay whole: each server comes first as often as the other
    if (round > fewestRounds && round % 2 && performance.now() > enoughAt) break
    const asked = await job.ask(job.requests)
    const askedToo = job.askEach ? await job.ask(job.requests) : asked
    const bares = () => turn(bare, service, asked, caller)
    const services = () => turn(service, bare, askedToo, caller)
    // the first one shares the disk with the preparation of the round
    const first = round % 2 ? await bares() : await services()
    const second = round % 2 ? await services() : await bares()
    const [ofBare, ofService] = round % 2 ? [first, second] : [second, first]
    for (const server of [bare, service]) server.wake()
    await job.check(ofBare, ofService)
    if (round < 1) continue
    outcome.ratios.push(ofService.perSecond / ofBare.perSecond)
    for (const [side, { perSecond, cost }] of [
      ['bare', ofBare],
      ['service', ofService],
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
