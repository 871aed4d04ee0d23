/** Makes what a visit needs: a person who promotes, photos that have arrived, codes of the ISO, content to send. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import sharp from 'sharp'
import { clock } from '../../service/clock.ts'
import { draftReactions } from '../../service/drafts/handlers.ts'
import { system } from '../../service/http/callers.ts'
import { joinReactions } from '../../service/outbox/handlers.ts'
import { Events, type EventRow } from '../../service/outbox/model.ts'
import { startRelay } from '../../service/outbox/relay.ts'
import { issueCodes } from '../../service/marketing-codes/actions/codes.ts'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import { promotionReactions } from '../../service/promotions/handlers.ts'
import { reviewReactions } from '../../service/reviews/handlers.ts'
import type { Answer } from './calls.ts'
import {
  buildOperator,
  buildStaff,
  type Client,
  type TestOperator,
  type TestStaff,
} from './people.ts'

/** A JPEG of any colour with a grain of its own: no two are the same picture. */
export function jpeg(width = 64, height = 48): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const grain = { raw: { width: 16, height: 16, channels: 3 } } as const
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .composite([{ input: randomBytes(16 * 16 * 3), ...grain, gravity: 'northwest' }])
    .jpeg()
    .toBuffer()
}

export async function sendPhoto(client: Client, query = ''): Promise<string> {
  const id = randomUUIDv7()
  const answer = await client.put(`/api/v1/photos/${id}${query}`, await jpeg())
  if (answer.status !== 200) throw new Error(`the photo was refused: ${answer.status}`)
  return id
}

export function newCode(): string {
  const letters = randomBytes(4).toString('hex').toUpperCase()
  return `APMC-${letters.slice(0, 4)}-${letters.slice(4)}`
}

export async function givenCodes(iso: string, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode)
  await issueCodes(iso, codes, system)
  return codes
}

export interface Promoter extends TestStaff {
  admin: TestOperator
  iso: string
  staff: string
}

/** A staff member, of an ISO of their own unless one is given. */
export async function buildPromoter(url: string, admin?: TestOperator): Promise<Promoter> {
  const theirs = admin ?? (await buildOperator(url))
  const iso = theirs.workspace._id
  const person = await buildStaff(url, iso)
  return { ...person, admin: theirs, iso, staff: person.member._id }
}

type Spot = SubmissionContent['spots'][number]

export async function buildSpot(promoter: Promoter, given: Partial<Spot> = {}): Promise<Spot> {
  return {
    id: randomUUIDv7(),
    kind: 'cashier',
    note: '',
    photos: given.photos ?? [await sendPhoto(promoter.client)],
    codes: given.codes ?? (await givenCodes(promoter.iso, 1)),
    ...given,
  }
}

/** Content that would be accepted: a store and two spots with a code each. */
export async function buildContent(
  promoter: Promoter,
  given: Partial<SubmissionContent> = {},
): Promise<SubmissionContent> {
  return {
    product: 'marketing_code',
    store: {
      name: 'Kopi & Toast',
      category: 'cafe',
      address: '12 Amoy Street, Singapore',
      place: { latitude: 1.2801, longitude: 103.8468, accuracy: 12 },
      photos: [await sendPhoto(promoter.client, '?latitude=1.2802&longitude=103.8468&accuracy=9')],
    },
    spots: given.spots ?? [await buildSpot(promoter), await buildSpot(promoter)],
    supplement: {
      contactName: 'Ms Lim',
      contactPhone: '+65 6123 4567',
      openingHours: '07:00-18:00',
      note: '',
      storeAgreed: true,
    },
    ...given,
  }
}

export const addressOf = (submission: string) => `/api/v1/submissions/${submission}`

/** Sends content in and expects it to be taken. */
export async function submitted(
  promoter: Promoter,
  given: Partial<SubmissionContent> = {},
): Promise<{ id: string; content: SubmissionContent; answer: Answer }> {
  const id = randomUUIDv7()
  const content = await buildContent(promoter, given)
  const answer = await promoter.client.put(addressOf(id), content)
  if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
  return { id, content, answer }
}

export type Say = 'approved' | 'rejected'

/** A decision body: what to say about the store and about each spot, by its id. */
export function decisionsOn(revision: number, items: Record<string, Say>) {
  return {
    revision,
    decisions: Object.entries(items).map(([item, status]) => ({
      item,
      status,
      reasons: status === 'rejected' ? [{ code: 'photo_blurred', field: 'photos' }] : [],
      note: status === 'rejected' ? 'The code cannot be seen.' : '',
    })),
  }
}

/** The time in which the decision on a submission can be undone passes. */
export async function undoIsOver(submission: string): Promise<void> {
  await Events.updateMany(
    { 'subject.id': submission, type: 'reviews.decided', state: 'due' },
    { $set: { dueAt: clock.now() } },
  )
}

/** Decides, and lets the time for undoing pass. */
export async function decide(
  reviewer: Client,
  id: string,
  revision: number,
  items: Record<string, Say>,
): Promise<Answer> {
  const body = decisionsOn(revision, items)
  const answer = await reviewer.post(`/api/v1/reviews/${id}/decision`, body)
  if (answer.status === 200) await undoIsOver(id)
  return answer
}

/** Events about a submission, oldest first. */
export function eventsOf(submission: string): Promise<EventRow[]> {
  return Events.find({ 'subject.id': submission }).sort({ _id: 1 }).lean()
}

/** Lets what follows from promotions happen. */
export async function settle(): Promise<void> {
  const relay = startRelay({
    reactions: joinReactions([...promotionReactions, ...draftReactions, ...reviewReactions]),
  })
  await relay.drain()
  await relay.stop()
}
