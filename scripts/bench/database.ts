/** The benchmark's database: made with the service's own models and indexes, filled by bulk inserts. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import mongoose, { type Model } from 'mongoose'
import { Sessions } from '../../service/accounts/model.ts'
import { configure } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { ensureIndexes } from '../../service/database/indexes.ts'
import { runMigrations } from '../../service/database/migrations.ts'
import { issueAccessToken } from '../../service/http/authentication.ts'
import { migrations } from '../../service/migrations.ts'
import { Photos } from '../../service/photos/model.ts'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import { MarketingCodes } from '../../service/marketing-codes/model.ts'
import { Submissions } from '../../service/promotions/model.ts'
import { StaffMembers } from '../../service/staff/model.ts'
import { agreedByStaff, insertWorkspace } from '../demo/rows.ts'
import { evidenceFor, newContent, pastVisit, type Owner } from './visits.ts'

/** The staff member who asks and sends, and how they prove it. */
export interface Caller extends Owner {
  token: string
}

const batch = 1_000

/** Connects this process, and makes an empty database what a service at work would have. */
export async function openDatabase(environment: Record<string, string>): Promise<void> {
  const { mongodbUri } = configure(environment)
  await connectDatabase(mongodbUri)
  await runMigrations(migrations)
}

/** A signed-in person of an ISO. */
export async function buildCaller(): Promise<Caller> {
  const iso = await insertWorkspace({ kind: 'iso', name: 'ISO', email: 'boss@iso.example' })
  const now = new Date()
  const staff = randomUUIDv7()
  const dingtalkUserId = 'bench'
  await StaffMembers.insertMany([
    // prettier-ignore
    { _id: staff, iso: iso._id, name: 'Mei', phone: '+6581234567', dingtalkUserId,
      status: 'associated', since: now, via: 'iso', agreedTo: [...agreedByStaff], createdAt: now },
  ])
  const sessionId = randomUUIDv7()
  await Sessions.insertMany([
    // prettier-ignore
    { _id: sessionId, kind: 'staff', subject: dingtalkUserId, name: 'Mei',
      current: randomBytes(32).toString('base64url'),
      rotatedAt: now, createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
  ])
  const token = issueAccessToken({ kind: 'staff', sessionId, subject: dingtalkUserId })
  return { iso: iso._id, staff, token }
}

/** Past the models, for what is made here is known to be right. */
async function insert<T>(model: Model<T>, rows: object[]): Promise<void> {
  await model.collection.insertMany(rows as never, { ordered: false })
}

/** @returns ids of the visits, newest first */
export async function insertPastVisits(count: number, owner: Owner): Promise<string[]> {
  const ids: string[] = []
  let writing: Promise<void> | undefined
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, index) =>
      pastVisit(from + index, owner),
    )
    ids.push(...rows.map(({ _id }) => _id))
    // the next rows are made while these are written
    await writing
    writing = insert(Submissions, rows)
  }
  await writing
  // last: to build an index over what is there is faster than to keep it
  await ensureIndexes()
  return ids
}

/** Visits that can be sent in: their photos have arrived, their codes are issued. */
export async function prepareVisits(count: number, owner: Owner): Promise<SubmissionContent[]> {
  const contents: SubmissionContent[] = []
  for (let from = 0; from < count; from += batch) {
    const some = Array.from({ length: Math.min(batch, count - from) }, newContent)
    const evidence = some.map((content) => evidenceFor(content, owner))
    await insert(
      Photos,
      evidence.flatMap(({ photos }) => photos),
    )
    await insert(
      MarketingCodes,
      evidence.flatMap(({ codes }) => codes),
    )
    contents.push(...some)
  }
  return contents
}

export const closeDatabase = () => mongoose.disconnect()
