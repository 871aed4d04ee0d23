/** Load without a fault: how many visits a second are acknowledged, and whether all of them are stored. */
import { findPhotos, findVisits } from '../audit.ts'
import { checkAnswers, checkVisits } from '../checks.ts'
import { ledgerOf } from '../ledger.ts'
import { describeAnswers, type Result, type Run } from '../run.ts'
import type { Testbed } from '../testbed/testbed.ts'
import { prepareVisits, sendVisits } from '../traffic/visits.ts'

interface Soak {
  name: string
  description: string
  /** Seconds of load in each of three rounds. */
  seconds: number
  /** Visits prepared for each second; more are never sent. */
  mostPerSecond: number
  /** Visits a second, the median of the rounds. */
  goal: number
  upload: boolean
}

/** Seconds of a round for making visits ready and counting them, beside its load. */
const beside = 30

function soakRun({ name, description, seconds, mostPerSecond, goal, upload }: Soak): Run {
  return {
    name,
    description,
    setup: { members: 1, instances: 1, staff: 30 },
    rounds: 3,
    timeLimit: seconds + beside,
    execute: (testbed) => soakOnce(testbed, { seconds, mostPerSecond, upload }),
    summarize: (results) => {
      const rates = results.map(({ rate = 0 }) => rate)
      const median = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0
      return {
        notes: [`median ${median.toFixed(1)} visits/s`],
        missed: median < goal ? [`${median.toFixed(1)} visits/s, fewer than ${goal}`] : [],
      }
    },
  }
}

async function soakOnce(
  testbed: Testbed,
  { seconds, mostPerSecond, upload }: Pick<Soak, 'seconds' | 'mostPerSecond' | 'upload'>,
): Promise<Result> {
  const client = testbed.client()
  const visits = await prepareVisits(mostPerSecond * seconds, testbed.people.staff, { upload })
  const stop = performance.now() + seconds * 1_000
  const deadline = { stop, retryUntil: stop + 5_000 }
  const sent = await sendVisits(client, visits, { concurrency: 16, deadline, upload })
  client.close()
  const taken = sent.begun.filter(({ submitted }) => submitted)
  const rate = taken.length / sent.seconds
  // a submitted visit sends no notification
  const expected = { events: ['promotions.submitted'], cards: undefined }
  const entries = await findVisits(
    taken.map(({ id }) => id),
    expected,
  )
  const photos = upload
    ? await findPhotos(sent.begun.flatMap(({ uploaded }) => uploaded))
    : undefined
  return {
    rate,
    ledger: ledgerOf(entries, photos),
    notes: [`${rate.toFixed(1)} visits/s; ${describeAnswers(client)}`],
    missed: [
      ...checkAnswers(client.answers),
      ...checkVisits({
        begun: sent.begun.length,
        acknowledged: taken.length,
        refused: sent.begun.flatMap((visit) => visit.refused ?? []),
      }),
    ],
  }
}

export const soak = soakRun({
  name: 'soak',
  description: 'complete visits with two photos, three times 60 s: median at least 45 a second',
  seconds: 60,
  mostPerSecond: 100,
  goal: 45,
  upload: true,
})

export const submissions = soakRun({
  name: 'submissions',
  description: 'visits whose photos are stored, three times 20 s: median at least 350 a second',
  seconds: 20,
  mostPerSecond: 700,
  goal: 350,
  upload: false,
})
