/** What a run is, what it returns, and what most of them share: visits are sent in and decided during a fault. */
import { findPhotos, findVisits } from './audit.ts'
import { checkAnswers, checkRefusals, checkVisits, refusalGoal } from './checks.ts'
import type { Client, Deadline } from './client.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import { control, type Staff } from './testbed/people.ts'
import type { Testbed, TestbedOptions } from './testbed/testbed.ts'
import { decideOne, prepareVisits, sendVisits, type Visit } from './traffic/visits.ts'

export interface Result {
  ledger: Ledger
  /** Figures to print. */
  notes: string[]
  /** Differences from what is promised, and missed goals, in words. */
  missed: string[]
  /** Visits acknowledged in a second. */
  rate?: number
}

export interface Run {
  name: string
  /** One line for `--help`. */
  description: string
  setup: TestbedOptions
  /** How often `execute` is called, one by default. Each round has the time limit for itself. */
  rounds?: number
  /** Seconds that a round may take. */
  timeLimit?: number
  /** Beginnings of the error lines that the fault explains. */
  expectedErrors?: readonly string[]
  execute: (testbed: Testbed) => Promise<Result>
  /** Judges all rounds together. */
  summarize?: (results: readonly Result[]) => Pick<Result, 'notes' | 'missed'>
}

/** Seconds. */
export const defaultTimeLimit = 60

/** What the service logs once in each outage of MongoDB. */
export const outageLine = 'MongoDB does not answer'

interface Message {
  kind: string
  outTrackId?: string
}

/** Ids of the cards on all phones, each as often as it is there. */
async function cardsOnPhones(simulator: string): Promise<string[]> {
  const { people } = (await control(simulator, 'GET', '/state')) as {
    people: { chats: { messages: Message[] }[] }[]
  }
  return people.flatMap(({ chats }) =>
    chats.flatMap(({ messages }) => messages.flatMap(({ outTrackId }) => outTrackId ?? [])),
  )
}

const decidedEvents = ['promotions.submitted', 'reviews.decided']

/** Looks up what is there of the acknowledged visits. */
async function auditVisits(
  testbed: Testbed,
  visits: readonly Visit[],
): Promise<{ ledger: Ledger; untold: string[] }> {
  const ids = visits.filter(({ submitted }) => submitted).map(({ id }) => id)
  const cards = await cardsOnPhones(testbed.simulator)
  const entries = await findVisits(ids, { events: decidedEvents, cards })
  const uploaded = visits.flatMap((visit) => visit.uploaded)
  return {
    ledger: ledgerOf(entries, uploaded.length ? await findPhotos(uploaded) : undefined),
    untold: entries.flatMap(({ id, untold }) => (untold ? `${id} not told: ${untold}` : [])),
  }
}

/**
 * Lets deliveries end. A killed instance leaves the key of the decision it worked on locked for a minute: the reviewer
 * goes on retrying with the same key, here at an instance whose clock is already past that.
 */
async function drain(testbed: Testbed, visits: readonly Visit[]): Promise<number> {
  const undecided = visits.filter((visit) => visit.submitted && !visit.decided && !visit.refused)
  await testbed.drain(async (url) => {
    const client = testbed.client([url])
    const stop = performance.now()
    const deadline = { stop, retryUntil: stop + 5_000 }
    const { reviewer } = testbed.people
    await Promise.all(undecided.map((visit) => decideOne(client, visit, reviewer, deadline)))
    client.close()
  })
  return undecided.length
}

/** The answers that were given, to print. */
export function describeAnswers({ answers, slowest, replays }: Client): string {
  const counts = [...answers]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([answer, times]) => `${answer} × ${times}`)
  const replayed = replays ? ` (${replays} replayed)` : ''
  return `answers ${counts.join(', ')}${replayed}; slowest ${(slowest.answer / 1_000).toFixed(1)} s`
}

/** How far the visits are, for a fault that is judged by what happens during it. */
export interface Progress {
  begun: number
  acknowledged: number
}

interface Load {
  /** Visits begun in a second, and for how many seconds at least. */
  perSecond?: number
  seconds?: number
  photos?: number
  upload?: boolean
  /** Senders; all people by default. */
  staff?: Staff[]
  /** The fault breaks connections, by killing instances. */
  brokenConnections?: boolean
  /** Requests that must be refused with 503 at least; undefined where refusals are not judged. */
  refusals?: number
}

/** Seconds that visits are sent on after the end of the fault, and that clients retry after that. */
const afterFault = { sending: 3, retrying: 8 }

/** No more visits are made ready than can be sent in this many seconds. */
const mostSeconds = 40

const isAcknowledged = ({ submitted, decided }: Visit) => submitted && decided

/**
 * Sends in visits and has them decided while the fault happens and for some seconds after it; then looks for everything
 * that was acknowledged.
 */
export async function visitsDuring(
  testbed: Testbed,
  fault: (progress: () => Progress) => Promise<void>,
  load: Load = {},
): Promise<Result> {
  const { perSecond = 10, seconds = 12, photos = 2, upload = false } = load
  const { staff = testbed.people.staff, refusals, brokenConnections } = load
  const visits = await prepareVisits(perSecond * mostSeconds, staff, { photos, upload })
  const client = testbed.client()
  const { reviewer } = testbed.people
  const began = performance.now()
  const deadline: Deadline = { stop: Infinity, retryUntil: Infinity }
  const progress = () => ({
    begun: Math.min(visits.length, Math.floor(((performance.now() - began) / 1_000) * perSecond)),
    acknowledged: visits.filter(isAcknowledged).length,
  })
  const faultWithEnd = async () => {
    await fault(progress)
    const { acknowledged } = progress()
    const now = performance.now()
    deadline.stop = Math.max(now + afterFault.sending * 1_000, began + seconds * 1_000)
    deadline.retryUntil = deadline.stop + afterFault.retrying * 1_000
    return acknowledged
  }
  const [{ begun }, before] = await Promise.all([
    sendVisits(client, visits, { concurrency: 12, deadline, perSecond, reviewer, upload }),
    faultWithEnd(),
  ])
  const acknowledgedInTime = begun.filter(isAcknowledged).length
  const late = await drain(testbed, begun)
  const { refusal } = client.slowest
  const { ledger, untold } = await auditVisits(testbed, begun)
  return {
    ledger,
    notes: [
      ...untold,
      describeAnswers(client),
      `${begun.length} visits begun, ${acknowledgedInTime - before} acknowledged after the fault`,
      ...(late ? [`${late} decisions repeated with their key after its lock had expired`] : []),
      ...(refusals === undefined
        ? []
        : [`slowest refusal ${refusal.toFixed(0)} ms (goal ${refusalGoal} ms)`]),
    ],
    missed: [
      ...checkAnswers(client.answers, brokenConnections),
      ...checkVisits({
        begun: begun.length,
        acknowledged: begun.filter(isAcknowledged).length,
        afterFault: acknowledgedInTime - before,
        refused: begun.flatMap((visit) => visit.refused ?? []),
      }),
      ...(refusals === undefined
        ? []
        : checkRefusals(client.answers.get('503') ?? 0, refusal, refusals)),
    ],
  }
}
