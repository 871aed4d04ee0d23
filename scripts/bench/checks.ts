/** Whether the answers were right and what was sent in is really there: figures of wrong answers are worth nothing. */
import { deepStrictEqual } from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { Events } from '../../service/outbox/model.ts'
import type { Submission } from '../../service/promotions/contract/submission.ts'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import { MarketingCodes } from '../../service/marketing-codes/model.ts'
import { Submissions } from '../../service/promotions/model.ts'
import { codesOf } from '../../service/promotions/rules/content.ts'
import type { Caller } from './database.ts'
import { askFor, type Asked } from './load.ts'
import type { MeasuredServer } from './server.ts'

/** An answer or what was written is not what it must be. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer'
}

function must(holds: boolean, words: string): asserts holds {
  if (!holds) throw new WrongAnswer(words)
}

function mustEqual(actual: unknown, expected: unknown, words: string): void {
  try {
    deepStrictEqual(actual, expected)
  } catch (error) {
    throw new WrongAnswer(words, { cause: error })
  }
}

interface Answers {
  kept: Map<number, string>
}

const expiry = (text: string) => /expires=(\d+)/.exec(text)?.[1]
const withoutLinks = (text: string) => text.replace(/expires=\d+&signature=[^"]*/g, '')

/** Two answers must be the same; links to photos too, unless they were made before and after a change of their end. */
function mustAgree(actual: string, expected: string, words: string): void {
  const [one, other] =
    expiry(actual) === expiry(expected)
      ? [actual, expected]
      : [withoutLinks(actual), withoutLinks(expected)]
  mustEqual(JSON.parse(one), JSON.parse(other), words)
}

/** Both were asked the same and must have answered the same, photo links included. */
export function sameAnswers(bare: Answers, service: Answers): void {
  must(bare.kept.size > 0, 'no answer was kept')
  for (const [index, text] of bare.kept) {
    mustAgree(service.kept.get(index) ?? '{}', text, 'the two servers answer differently')
  }
}

export function checkVisit(text: string, path: string): void {
  const visit = JSON.parse(text) as Submission
  must(path.endsWith(`/${visit.id}`), 'the visit is another one')
  must(visit.spots.length === 5, 'the visit has not five spots')
}

export function checkPage(text: string, rows: number): void {
  const { items, next } = JSON.parse(text) as { items: { submittedAt: string }[]; next: unknown }
  must(items.length === rows && typeof next === 'string', 'the page is not full')
  const times = items.map(({ submittedAt }) => submittedAt)
  mustEqual(times, times.toSorted().toReversed(), 'the page is not in order')
}

/** What one server took in. */
export interface Submitted extends Answers {
  server: MeasuredServer
  visits: { id: string; content: SubmissionContent }[]
}

/** Everything sent to both is there, whole and once, and looks the same, no matter which side wrote it. */
export async function checkSubmitted(
  bare: Submitted,
  service: Submitted,
  caller: Caller,
): Promise<void> {
  for (const side of [bare, service]) {
    await checkCounts(side)
    for (const [index, text] of side.kept) {
      const visit = side.visits[index]!
      await checkWritten(visit)
      // what one wrote the other must be able to show
      for (const { url } of [bare.server, service.server]) {
        const path = `/api/v1/submissions/${visit.id}`
        const { body } = await askFor(url, caller.token, { method: 'GET', path })
        const words = `${side.server.name}: the answer is not what is there`
        mustAgree(JSON.stringify(body), text, words)
      }
    }
    await checkGuarantees(side, caller)
  }
  mustEqual(
    await shapesOf(service.visits[0]!.id),
    await shapesOf(bare.visits[0]!.id),
    'the two servers write different rows',
  )
}

async function checkCounts({ server, visits }: Submitted): Promise<void> {
  const ids = visits.map(({ id }) => id)
  const codes = visits.flatMap(({ content }) => codesOf(content))
  const there = {
    submissions: await Submissions.countDocuments({ _id: { $in: ids } }),
    events: await Events.countDocuments({ 'subject.id': { $in: ids } }),
    codes: await MarketingCodes.countDocuments({ _id: { $in: codes }, status: 'bound' }),
  }
  const sent = { submissions: ids.length, events: ids.length, codes: codes.length }
  mustEqual(there, sent, `${server.name}: not all that was sent was written`)
}

async function checkWritten({ id, content }: Submitted['visits'][number]): Promise<void> {
  const row = await Submissions.findById(id).lean()
  must(row !== null, 'the submission is not there')
  const back = (item: { photos: { id: string }[]; verdict: { status: string } }) => {
    const { photos, verdict, ...rest } = item
    must(verdict.status === 'in_review', 'an item is not in review')
    return { ...rest, photos: photos.map((photo) => photo.id) }
  }
  const { store, spots, product, supplement } = row
  mustEqual(
    { product, supplement, store: back(store), spots: spots.map(back) },
    { ...content },
    'the submission is not what was sent',
  )
  const bound = await MarketingCodes.countDocuments({
    _id: { $in: codesOf(content) },
    submission: id,
    status: 'bound',
  })
  must(bound === codesOf(content).length, 'a code is not bound to its submission')
  const events = await Events.find({ 'subject.id': id }).lean()
  mustEqual(
    events.map(({ type, state }) => [type, state]),
    [['promotions.submitted', 'due']],
    'the event is not there once',
  )
}

/** Sent again it is the same one; codes that stand somewhere cannot be bound again, and nothing is left of the try. */
async function checkGuarantees({ server, visits, kept }: Submitted, caller: Caller): Promise<void> {
  const [first] = kept
  must(first !== undefined, 'no answer was kept')
  const { id, content } = visits[first[0]]!
  const send = (as: string): Promise<{ status: number; body: unknown }> => {
    const asked: Asked = { method: 'PUT', path: `/api/v1/submissions/${as}`, body: content }
    return askFor(server.url, caller.token, asked)
  }
  const again = await send(id)
  must(again.status === 200, `${server.name}: sent again it is refused`)
  must((again.body as Submission).id === id, `${server.name}: sent again it is another`)
  const other = randomUUIDv7()
  must((await send(other)).status === 409, `${server.name}: a code is bound twice`)
  must(!(await Submissions.exists({ _id: other })), `${server.name}: a refused one is there`)
  must(
    (await Events.countDocuments({ 'subject.id': { $in: [id, other] } })) === 1,
    `${server.name}: a repeated one has another event`,
  )
}

/** Names and kinds of all fields that were written. */
async function shapesOf(id: string): Promise<unknown> {
  const submission = await Submissions.findById(id).lean()
  const event = await Events.findOne({ 'subject.id': id }).lean()
  const code = await MarketingCodes.findOne({ submission: id }).lean()
  return shapeOf({ submission, event, code })
}

function shapeOf(value: unknown): unknown {
  if (value === null) return 'null'
  if (value instanceof Date) return 'date'
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOf(field)]))
}
