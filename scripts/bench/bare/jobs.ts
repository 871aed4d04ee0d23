/** The three jobs on the bare driver, on the collections that the service uses. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import type { EventRow } from '../../../service/outbox/model.ts'
import type { KnownPhoto, StoredPhoto } from '../../../service/photos/model.ts'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { rowFieldsWithRejected } from '../../../service/promotions/actions/find.ts'
import type { StoredCode } from '../../../service/marketing-codes/model.ts'
import type { StoredSubmission, StoredVerdict } from '../../../service/promotions/model.ts'
import { prefixesOf } from '../../../service/text/search-starts.ts'
import { newContent } from '../visits.ts'
import { callerGiven } from './settings.ts'

/** The caller is told so; nothing was written. */
export class Refused extends Error {
  readonly status: number
  readonly why: string
  constructor(status: number, why: string) {
    super(why)
    this.status = status
    this.why = why
  }
}

const { iso, staff, mongodbUri } = callerGiven()

/** Of the address of every visit: it is looked up by the service, and known here. */
const region = 'SG'

/** Of the name of every store: worked out by the service, and known here. */
const searchKeys = prefixesOf(newContent().store.name)

export const client = new mongoose.mongo.MongoClient(mongodbUri, {
  writeConcern: { w: 'majority' },
  readConcern: { level: 'majority' },
  retryWrites: true,
  maxPoolSize: 32,
})
const database = client.db()
const submissions = database.collection<StoredSubmission>('submissions')
const codes = database.collection<StoredCode>('marketingCodes')
const photos = database.collection<StoredPhoto>('photos')
const events = database.collection<EventRow>('events')

export async function findVisit(id: string): Promise<StoredSubmission> {
  const found = await submissions.findOne({ _id: id, iso, staff })
  if (!found) throw new Refused(404, 'not found')
  return found
}

export type VisitRow = Pick<
  StoredSubmission,
  '_id' | 'product' | 'status' | 'revision' | 'submittedAt' | 'tally'
> & {
  store: { name: string; photos: { id: string }[]; verdict: StoredVerdict }
  rejectedSpots: { number: number; kind: string; photo?: string; verdict: StoredVerdict }[]
}

/** One row more than asked for tells whether there is another page. */
export async function pageOfVisits(limit: number, after: string | null): Promise<VisitRow[]> {
  return submissions
    .find<VisitRow>(
      { iso, staff, ...(after ? behind(after) : {}) },
      { projection: rowFieldsWithRejected },
    )
    .sort({ submittedAt: -1, _id: -1 })
    .limit(limit + 1)
    .toArray()
}

/** The range of the index in the first condition, equal times told apart in the second. */
function behind(after: string) {
  const [{ t }, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [
    { t: number },
    string,
  ]
  const time = new Date(t)
  return {
    submittedAt: { $lte: time },
    $or: [{ submittedAt: { $lt: time } }, { _id: { $lt: id } }],
  }
}

export async function submitVisit(
  id: string,
  content: SubmissionContent,
): Promise<StoredSubmission> {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url')
  const visit = await visitOf(id, content, hash)
  const codesOfVisit = content.spots.flatMap((spot) => spot.codes)
  try {
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await submissions.insertOne(visit, { session })
        const { createdAt: at, region = null } = visit
        const change = { status: 'bound' as const, submission: id, at }
        const { modifiedCount } = await codes.updateMany(
          { _id: { $in: codesOfVisit }, iso, status: 'issued' },
          { $set: { ...change, region }, $push: { history: { $each: [change], $slice: -20 } } },
          { session },
        )
        if (modifiedCount !== codesOfVisit.length) throw new Refused(409, 'codes')
        await events.insertOne(eventOf(visit, codesOfVisit.length), { session })
      }),
    )
    return visit
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error
    const there = await findVisit(id)
    if (there.timeline[0]?.hash !== hash) throw new Refused(409, 'same id')
    return there
  }
}

/** @throws Refused when a photo has not arrived */
async function visitOf(
  id: string,
  content: SubmissionContent,
  hash: string,
): Promise<StoredSubmission> {
  const { product, store, spots, supplement } = content
  const ids = [store, ...spots].flatMap((item) => item.photos)
  const rows = await photos
    .find(
      { _id: { $in: ids }, iso, staff },
      { projection: { width: 1, height: 1, takenAt: 1, place: 1, source: 1 } },
    )
    .toArray()
  const known = new Map(rows.map((row) => [row._id, row]))
  const photosOf = (wanted: string[]): KnownPhoto[] =>
    wanted.map((photo) => {
      const row = known.get(photo)
      if (!row) throw new Refused(409, 'photo')
      const { width, height, takenAt, place, source } = row
      return { id: photo, width, height, takenAt, place, source }
    })
  const verdict = { status: 'in_review' as const, reasons: [], note: '', decidedAt: null }
  const now = new Date()
  // prettier-ignore
  return { _id: id, iso, staff, product, revision: 1, status: 'in_review', cause: 'submit', region, searchKeys,
    explanation: '', createdAt: now, submittedAt: now, decidedAt: null, supplement: { ...supplement, storeAgreed: true },
    store: { ...store, photos: photosOf(store.photos), verdict },
    spots: spots.map((spot) => ({ ...spot, photos: photosOf(spot.photos), verdict })),
    tally: { in_review: spots.length, approved: 0, rejected: 0, photos: ids.length },
    timeline: [{ at: now, what: 'submitted', revision: 1, hash }],
    decisions: [],
  }
}

function eventOf({ _id, product, spots, createdAt }: StoredSubmission, bound: number): EventRow {
  return {
    _id: randomUUIDv7(),
    type: 'promotions.submitted',
    tenant: iso,
    subject: { kind: 'submission', id: _id },
    staff,
    regions: [region],
    actor: { kind: 'staff', id: staff },
    data: { revision: 1, product, spots: spots.length, codes: bound },
    at: createdAt,
    state: 'due',
    dueAt: createdAt,
    attempts: 0,
    finished: [],
  }
}
