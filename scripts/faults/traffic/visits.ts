/** Staff who send in visits, and the reviewer who approves each: both retry until they have a final answer. */
import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Photos } from '../../../service/photos/model.ts'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { evidenceFor, newContent } from '../../bench/visits.ts'
import type { Staff } from '../testbed/people.ts'
import { isFinal, type Answer, type Client, type Deadline } from '../client.ts'
import { picture, uploadOne } from './photos.ts'

export interface Visit {
  id: string
  by: Staff
  content: SubmissionContent
  /** The service has answered that it is sent in. */
  submitted: boolean
  /** A final answer other than success, to the visit or to its decision. */
  refused?: string
  /** Idempotency-Key of the decision. */
  decisionKey: string
  /** The service has answered that it is decided. */
  decided: boolean
  /** Photos that the service has answered to have. */
  uploaded: string[]
}

/** A store and one spot with a code: as small as a visit can be, with so many photos in all. */
function smallContent(photos: number): SubmissionContent {
  const { spots, ...content } = newContent()
  const [spot] = spots
  if (!spot) throw new Error('a visit has no spot')
  const more = Array.from({ length: photos - 2 }, () => randomUUIDv7())
  const own = [...spot.photos, ...more]
  // at most five in one place
  content.store.photos = [...content.store.photos, ...own.splice(5)]
  return { ...content, spots: [{ ...spot, photos: own, codes: spot.codes.slice(0, 1) }] }
}

export const photosOf = ({ content }: Visit): string[] => [
  ...content.store.photos,
  ...content.spots.flatMap(({ photos }) => photos),
]

interface Preparation {
  /** Photos of each. */
  photos?: number
  /** Photos are sent with the visit, rather than being there already. */
  upload?: boolean
}

/** Visits that can be sent in: their codes are issued, their photos there unless they are to be sent. */
export async function prepareVisits(
  count: number,
  staff: readonly Staff[],
  { photos = 2, upload = false }: Preparation = {},
): Promise<Visit[]> {
  const visits: Visit[] = []
  const batch = 1_000
  // made before the load begins
  if (upload) await picture()
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) }, (_, index) => ({
      id: randomUUIDv7(),
      by: staff[(from + index) % staff.length]!,
      content: smallContent(photos),
      submitted: false,
      decided: false,
      decisionKey: randomUUIDv7(),
      uploaded: [],
    }))
    const evidence = some.map(({ content, by }) => evidenceFor(content, by))
    await MarketingCodes.collection.insertMany(evidence.flatMap(({ codes }) => codes) as never)
    if (!upload) {
      await Photos.collection.insertMany(evidence.flatMap((one) => one.photos) as never)
    }
    visits.push(...some)
  }
  return visits
}

interface Traffic {
  /** Visits at the same time. */
  concurrency: number
  deadline: Deadline
  /** Visits begun in a second by all together; without a limit by default. */
  perSecond?: number
  /** Token of the reviewer, when visits are to be decided. */
  reviewer?: string
  upload?: boolean
}

/** @returns seconds from the first request to the last answer, and those visits that were begun */
export async function sendVisits(
  client: Client,
  visits: readonly Visit[],
  { concurrency, deadline, perSecond, reviewer, upload = false }: Traffic,
): Promise<{ begun: Visit[]; seconds: number }> {
  const began = performance.now()
  let next = 0
  const sender = async () => {
    while (performance.now() < deadline.stop && next < visits.length && !client.isClosed) {
      const index = next++
      const wait = perSecond ? began + (index / perSecond) * 1_000 - performance.now() : 0
      if (wait > 0) await sleep(wait)
      await sendOne(client, visits[index]!, { upload, deadline })
      if (reviewer) await decideOne(client, visits[index]!, reviewer, deadline)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, sender))
  return { begun: visits.slice(0, next), seconds: (performance.now() - began) / 1_000 }
}

async function sendOne(
  client: Client,
  visit: Visit,
  { upload, deadline }: { upload: boolean; deadline: Deadline },
): Promise<void> {
  const { id, by, content } = visit
  if (upload) {
    await Promise.all(
      photosOf(visit).map(async (photo) => {
        if (await uploadOne(client, photo, by.token, deadline)) visit.uploaded.push(photo)
      }),
    )
    // without its photos a phone does not send a visit
    if (visit.uploaded.length < photosOf(visit).length) return
  }
  const path = `/api/v1/submissions/${id}`
  const submission = { method: 'PUT' as const, path, token: by.token, body: content }
  const answer = await client.sendWithRetry(submission, deadline)
  visit.submitted = answer.status === 200
  if (!visit.submitted && isFinal(answer)) visit.refused = refusalIn(answer)
}

function refusalIn({ status, text }: Answer): string {
  return `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`.trim()
}

/** Every try has the same key, so a decision whose answer was lost is answered again and not refused. */
export async function decideOne(
  client: Client,
  visit: Visit,
  token: string,
  deadline: Deadline,
): Promise<void> {
  if (!visit.submitted) return
  const items = ['store', ...visit.content.spots.map(({ id }) => id)]
  const decisions = items.map((item) => ({ item, status: 'approved', reasons: [] }))
  const decision = {
    method: 'POST' as const,
    path: `/api/v1/reviews/${visit.id}/decision`,
    token,
    body: { revision: 1, decisions },
    idempotencyKey: visit.decisionKey,
  }
  const answer = await client.sendWithRetry(decision, deadline)
  visit.decided = answer.status === 200
  if (!visit.decided && isFinal(answer)) visit.refused = refusalIn(answer)
}
