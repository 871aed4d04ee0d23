/** The three jobs: what is asked in a round, how much of it, and what makes the answers right. */
import { randomInt, randomUUIDv7 } from 'node:crypto'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import { checkPage, checkSubmitted, checkVisit, sameAnswers, type Submitted } from './checks.ts'
import { prepareVisits, type Caller } from './database.ts'
import { askFor, type Asked } from './load.ts'
import type { MeasuredServer } from './server.ts'

/** What one server was asked in a round, and those of its answers that were kept. */
export interface Heard {
  server: MeasuredServer
  asked: Asked[]
  kept: Map<number, string>
}

export interface Job {
  name: string
  /** Ratio to reach. */
  goal: number
  /** Requests to each server in a round. */
  requests: number
  /** Both servers are asked the same, unless each needs its own. */
  ask(count: number): Promise<Asked[]>
  askEach?: boolean
  /** @throws WrongAnswer */
  check(bare: Heard, service: Heard): Promise<void>
}

const path = '/api/v1/submissions'

/** One visit with its five spots, any of those that are there. */
export function readJob(ids: string[], requests: number): Job {
  return {
    name: 'read',
    goal: 0.8,
    requests,
    ask: async (count) =>
      Array.from({ length: count }, () => ({
        method: 'GET',
        path: `${path}/${ids[randomInt(ids.length)]}`,
      })),
    check: async (bare, service) => {
      sameAnswers(bare, service)
      for (const [index, text] of service.kept) checkVisit(text, service.asked[index]!.path)
    },
  }
}

/** Twenty rows, from pages around the middle of the list. */
export function listJob(marks: string[], requests: number): Job {
  return {
    name: 'list',
    goal: 0.8,
    requests,
    ask: async (count) =>
      Array.from({ length: count }, () => ({
        method: 'GET',
        path: `${path}?limit=20&after=${marks[randomInt(marks.length)]}`,
      })),
    check: async (bare, service) => {
      sameAnswers(bare, service)
      for (const text of service.kept.values()) checkPage(text, 20)
    },
  }
}

/** Walks the list from its beginning, and keeps the marks of the pages around its middle. */
export async function marksInTheMiddle(
  server: MeasuredServer,
  { token }: Caller,
  rows: number,
): Promise<string[]> {
  const marks: string[] = []
  const size = 100
  for (let row = size, after = ''; row < rows * 0.6; row += size) {
    const { body } = await askFor(server.url, token, {
      method: 'GET',
      path: `${path}?limit=${size}${after && `&after=${after}`}`,
    })
    after = (body as { next: string }).next
    if (row >= rows * 0.4) marks.push(after)
  }
  return marks
}

/** A visit is sent in: five spots, each with a photo and two codes. */
export function createJob(caller: Caller, requests: number): Job {
  const submitted = ({ asked, server, kept }: Heard): Submitted => ({
    server,
    kept,
    visits: asked.map((one) => ({
      id: one.path.slice(path.length + 1),
      content: one.body as SubmissionContent,
    })),
  })
  return {
    name: 'create',
    goal: 0.8,
    requests,
    askEach: true,
    ask: async (count) =>
      (await prepareVisits(count, caller)).map((body) => ({
        method: 'PUT',
        path: `${path}/${randomUUIDv7()}`,
        body,
      })),
    check: (bare, service) => checkSubmitted(submitted(bare), submitted(service), caller),
  }
}
