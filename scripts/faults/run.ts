/** What a run is, what it gives, and what most of them share: visits are sent in and decided while a fault happens. */
import { findPhotos, findVisits } from './audit.ts'
import type { House, HouseOptions } from './house/house.ts'
import { control, type Staff } from './house/people.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import { Line } from './traffic/ask.ts'
import { prepareVisits, sendVisits, type Visit } from './traffic/visits.ts'

export interface Result {
  ledger: Ledger
  /** Figures for people to read. */
  notes: string[]
  /** Goals that were missed, in words. */
  missed: string[]
}

export interface Run {
  name: string
  /** One line for `--help`. */
  what: string
  needs: HouseOptions
  go: (house: House) => Promise<Result>
}

interface Message {
  kind: string
  outTrackId?: string
}

/** Ids of the cards on all phones, each as often as it lies there. */
async function cardsOnPhones(simulator: string): Promise<string[]> {
  const { people } = (await control(simulator, 'GET', '/state')) as {
    people: { chats: { messages: Message[] }[] }[]
  }
  return people.flatMap(({ chats }) =>
    chats.flatMap(({ messages }) => messages.flatMap(({ outTrackId }) => outTrackId ?? [])),
  )
}

const decidedEvents = ['promotions.submitted', 'reviews.decided']

/** Lets deliveries end, and looks up what is there of the visits that were acknowledged. */
export async function settle(house: House, visits: readonly Visit[]): Promise<Ledger> {
  await house.drain()
  const ids = visits.filter(({ submitted }) => submitted).map(({ id }) => id)
  const cards = await cardsOnPhones(house.simulator)
  const entries = await findVisits(ids, { events: decidedEvents, cards })
  const uploaded = visits.flatMap((visit) => visit.uploaded)
  return ledgerOf(entries, uploaded.length ? await findPhotos(uploaded) : undefined)
}

/** The answers that were given, for people to read. */
export function answersOf({ answers, slowest }: Line): string {
  const counts = [...answers]
    .toSorted(([a], [b]) => a - b)
    .map(([status, times]) => `${status || 'none'} × ${times}`)
  return `answers ${counts.join(', ')}; slowest ${(slowest / 1_000).toFixed(1)} s`
}

interface Load {
  /** Visits begun in a second, and for how many seconds. */
  perSecond?: number
  seconds?: number
  /** Seconds that people go on trying. */
  patience?: number
  photos?: number
  upload?: boolean
  /** Who sends; everybody where nothing is said. */
  staff?: Staff[]
}

/** Visits are sent in and decided while the fault happens; then everything that was acknowledged is looked for. */
export async function visitsDuring(
  house: House,
  fault: () => Promise<void>,
  {
    perSecond = 10,
    seconds = 12,
    patience = 15,
    photos = 2,
    upload = false,
    staff = house.people.staff,
  }: Load = {},
): Promise<Result> {
  const visits = await prepareVisits(perSecond * seconds, staff, { photos, upload })
  const line = new Line(house.urls)
  try {
    const { reviewer } = house.people
    const traffic = { clients: 12, seconds, perSecond, patience, reviewer, upload }
    const [{ begun }] = await Promise.all([sendVisits(line, visits, traffic), fault()])
    const refused = begun.flatMap((visit) => visit.refused ?? [])
    const unanswered = begun.filter((one) => !one.submitted && !one.refused).length
    return {
      ledger: await settle(house, begun),
      notes: [
        answersOf(line),
        ...(unanswered ? [`${unanswered} visits not acknowledged in time`] : []),
      ],
      missed: refused.length
        ? [`${refused.length} visits refused (${[...new Set(refused)].join(', ')})`]
        : [],
    }
  } finally {
    line.close()
  }
}
