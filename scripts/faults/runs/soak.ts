/** Load without a fault: how many visits a second are taken in, and that all of them are there. */
import { findPhotos, findVisits } from '../audit.ts'
import type { House } from '../house/house.ts'
import { ledgerOf, type Entry } from '../ledger.ts'
import { answersOf, type Result, type Run } from '../run.ts'
import { Line } from '../traffic/ask.ts'
import { prepareVisits, sendVisits } from '../traffic/visits.ts'

interface Soak {
  rounds: number
  /** Seconds of each. */
  seconds: number
  clients: number
  /** Visits made ready for each second; more are never sent. */
  mostPerSecond: number
  /** Visits a second, the median of the rounds. */
  goal: number
  upload: boolean
}

async function soakWith(house: House, soak: Soak): Promise<Result> {
  const { rounds, seconds, clients, mostPerSecond, goal, upload } = soak
  const line = new Line(house.urls)
  const rates: number[] = []
  const entries: Entry[] = []
  const photos = { acknowledged: 0, readable: 0 }
  try {
    for (let round = 0; round < rounds; round++) {
      const visits = await prepareVisits(mostPerSecond * seconds, house.people.staff, { upload })
      const traffic = { clients, seconds, patience: 5, upload }
      const sent = await sendVisits(line, visits, traffic)
      const taken = sent.begun.filter(({ submitted }) => submitted)
      rates.push(taken.length / sent.seconds)
      const ids = taken.map(({ id }) => id)
      // nobody is told that a visit was sent in
      entries.push(
        ...(await findVisits(ids, { events: ['promotions.submitted'], cards: undefined })),
      )
      const found = await findPhotos(sent.begun.flatMap(({ uploaded }) => uploaded))
      photos.acknowledged += found.acknowledged
      photos.readable += found.readable
    }
  } finally {
    line.close()
  }
  const median = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0
  const each = rates.map((rate) => rate.toFixed(1)).join(', ')
  return {
    ledger: ledgerOf(entries, upload ? photos : undefined),
    notes: [`${median.toFixed(1)} visits/s, median of ${each}`, answersOf(line)],
    missed: median < goal ? [`${median.toFixed(1)} visits/s, fewer than ${goal}`] : [],
  }
}

export const soak: Run = {
  name: 'soak',
  what: 'complete visits with two photos, three times 60 s: median at least 45 a second',
  needs: { members: 1, instances: 1, staff: 30 },
  go: (house) =>
    soakWith(house, {
      rounds: 3,
      seconds: 60,
      clients: 16,
      mostPerSecond: 100,
      goal: 45,
      upload: true,
    }),
}

export const submissions: Run = {
  name: 'submissions',
  what: 'visits whose photos are there, three times 20 s: median at least 350 a second',
  needs: { members: 1, instances: 1, staff: 30 },
  go: (house) =>
    soakWith(house, {
      rounds: 3,
      seconds: 20,
      clients: 16,
      mostPerSecond: 700,
      goal: 350,
      upload: false,
    }),
}
