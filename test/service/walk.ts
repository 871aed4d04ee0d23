/** What a walk over every endpoint needs: an ISO that has one of everything, others who look on, and bodies that are valid. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { expect } from 'vitest'
import { sendActivity } from '../../service/activity/contract.ts'
import { Sessions } from '../../service/accounts/model.ts'
import { agreeToPolicy } from '../../service/agreements/contract/own.ts'
import { standardTexts } from '../../service/agreements/contract/text.ts'
import { routes } from '../../service/app.ts'
import { saveDraft } from '../../service/drafts/contract.ts'
import { system } from '../../service/http/callers.ts'
import { exampleIds, type BodyOf } from '../../service/http/contract.ts'
import { Messages } from '../../service/notifications/model.ts'
import { Events } from '../../service/outbox/model.ts'
import { findCode } from '../../service/promotions/codes/contract.ts'
import { listImportRows } from '../../service/staff-imports/contract/lists.ts'
import { startStaffImport } from '../../service/staff-imports/contract/steps.ts'
import type { Answer } from '../setup/calls.ts'
import { buildUnassociated, type Client, type TestOperator } from '../setup/people.ts'
import { Scene } from '../setup/scene.ts'
import { buildContent, decisionsOn, jpeg } from '../setup/visit.ts'
import { csvOf } from './staff-imports/files.ts'

type Endpoint = (typeof routes)[number]['endpoint']

/** Open to everyone, each for its reason. */
export const open: Record<string, string> = {
  refreshSession: 'has its own cookie',
  signOut: 'works without a session',
  signInOperator: 'is the way in',
  signInStaff: 'is the way in',
  signInByDingTalk: 'is the way in',
  beginDingTalkPage: 'is the way in',
  returnFromDingTalk: 'is the way in',
  sendLinkCode: 'needs a note that DingTalk has named the person',
  linkDingTalk: 'needs the same note, and a code',
  installation: 'tells how to begin before anyone can sign in',
  openPasswordLink: 'needs the token of a link',
  setPasswordByLink: 'needs the same token',
  sendResetCode: 'is for people who cannot sign in',
  setPasswordByCode: 'needs a code',
  openJoinPage: 'is for people without an account',
  askToJoin: 'is for people without an account',
  whereIStand: 'has its own receipt',
  photoBytes: 'has its own signature',
  dingtalkApp: 'is needed before sign-in',
  jsapiSignature: 'is needed before sign-in',
}

/** What a read cannot do without. */
export const queries: Record<string, string> = { selectStaff: '?verb=approve' }

export const guarded = routes
  .map(({ endpoint }) => endpoint)
  .filter(({ name }) => !open[name])
  .map((endpoint) => ({ ...endpoint, line: `${endpoint.method} ${endpoint.path}` }))

/** Everything that is stored of the first ISO, to see that a walk leaves no trace. */
export async function everything(): Promise<string> {
  const names = [
    'staffMembers',
    'submissions',
    'drafts',
    'photos',
    'marketingCodes',
    'events',
    'staffImports',
    'staffImportRows',
    'messages',
    'tasks',
    'testAccounts',
    'reveals',
    'agreements',
    'agreementTexts',
    'activity',
  ]
  const rows = []
  for (const name of names) {
    rows.push(await mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray())
  }
  return JSON.stringify(rows)
}

/** Ids of things of the first ISO, by the name of the parameter, and what is sent with them. */
export class Walk {
  readonly people: Record<
    'admin' | 'staff' | 'otherAdmin' | 'otherStaff' | 'withoutIso' | 'reviewer',
    Client
  >
  readonly ids: Record<string, string>
  readonly otherIso: string
  /** Of the first ISO, whose stores are in Singapore. */
  readonly firstAdmin: TestOperator
  /** In the place of the ids of examples. */
  readonly #real: Record<string, string>
  /** Bodies of which more than ids is of this ISO. */
  readonly #bodies: Record<string, unknown>

  constructor(given: Awaited<ReturnType<typeof prepare>>) {
    this.people = given.people
    this.ids = given.ids
    this.otherIso = given.otherIso
    this.firstAdmin = given.admin
    this.#real = given.real
    this.#bodies = given.bodies
  }

  static async begin(url: string): Promise<Walk> {
    return new Walk(await prepare(url))
  }

  /** What a write takes: the example of its contract about the things of the first ISO, so that only rights can refuse it. */
  bodyOf({ name, example }: Pick<Endpoint, 'name' | 'example'>): unknown {
    if (name in this.#bodies) return this.#bodies[name]
    const text = JSON.stringify(example?.body ?? {})
    return JSON.parse(text.replaceAll(uuid, (id) => this.#real[id] ?? id))
  }

  call(client: Client, endpoint: Endpoint, query = queries[endpoint.name] ?? ''): Promise<Answer> {
    const { method, path } = endpoint
    const address = path.replace(/:(\w+)/g, (_, name: string) => {
      const value = this.ids[name]
      if (!value) throw new Error(`the walk has no ${name}`)
      return value
    })
    if (method === 'GET') return client.get(address + query)
    const body = this.bodyOf(endpoint)
    return method === 'DELETE' ? client.delete(address) : client.send(method, address, body)
  }
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

async function prepare(url: string) {
  const scene = new Scene(url)
  const promoter = await scene.staff()
  const { admin } = promoter
  const otherWorker = await scene.staff()
  const other = otherWorker.admin
  const { id, content } = await scene.submission(promoter)
  const people = {
    admin: admin.client,
    staff: promoter.client,
    otherAdmin: other.client,
    otherStaff: otherWorker.client,
    withoutIso: await buildUnassociated(url, 'without-an-iso'),
    reviewer: (await scene.desk('reviewer')).client,
  }
  const draft = {
    content: { ...content, step: 'store' },
    revision: null,
    savedAt: new Date().toISOString(),
  }
  const batchId = randomUUIDv7()
  const phoneAt = new Date().toISOString()
  const entries = [{ kind: 'start' as const, at: phoneAt }]
  await promoter.call(sendActivity, { params: { batchId }, body: { phoneAt, entries } })
  const draftId = randomUUIDv7()
  await promoter.call(saveDraft, { params: { draftId }, body: draft })
  const agreementId = randomUUIDv7()
  await promoter.call(agreeToPolicy, {
    params: { agreementId },
    body: agreeToPolicy.example?.body as BodyOf<typeof agreeToPolicy>,
  })
  const eventId = randomUUIDv7()
  await Events.insertMany([
    {
      _id: eventId,
      type: 'promotions.submitted',
      tenant: promoter.iso,
      subject: { kind: 'submission', id },
      actor: system,
      at: new Date(),
      state: 'failed',
      dueAt: new Date(),
      attempts: 10,
    },
  ])
  const messageId = 'pw-message-of-the-first-iso'
  await Messages.insertMany([
    {
      _id: messageId,
      template: 'review_result',
      kind: 'results',
      subject: { kind: 'submission', id },
      tenant: promoter.iso,
      data: {},
      recipient: { kind: 'staff', name: 'Mei' },
      searchName: 'mei',
      language: 'en',
      form: 'card',
      where: 'dingtalk',
      status: 'failed',
      ways: [],
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  ])
  const importId = randomUUIDv7()
  const file = csvOf('Name,Phone number', 'Ana Lim,+6581239125')
  const checked = await admin.client.put(`/api/v1/staff-imports/${importId}`, file)
  expect(checked.status).toBe(200)
  const { revision } = checked.body
  const params = { importId }
  const { items: rows } = await admin.call(listImportRows, { params })
  await admin.call(startStaffImport, { params, body: { revision } })
  const { id: account } = await scene.testAccount(promoter.iso, promoter)
  const [code = ''] = content.spots.flatMap(({ codes }) => codes)
  const { since: boundAt } = await admin.call(findCode, { params: { code } })
  const inspected = await scene.task(promoter)
  const { since, store } = inspected.answer
  const items = ['store', ...content.spots.map((spot) => spot.id)]
  const bodies = {
    uploadPhoto: await jpeg(),
    uploadPhotoForm: await jpeg(),
    checkStaffImport: csvOf('Name,Phone number', 'Ana Lim,+6581239124'),
    // of the other ISO's own photos and codes: only the id is the first one's
    submit: await buildContent(otherWorker),
    modify: content,
    saveDraft: { ...draft, savedAt: new Date(Date.now() + 60_000).toISOString() },
    decide: decisionsOn(1, Object.fromEntries(items.map((item) => [item, 'rejected' as const]))),
    startStaffImport: { revision },
    retireCode: { reason: 'lost', since: boundAt },
    acceptTask: { since },
    returnTask: { reason: 'The code cannot be read.', since },
    submitTask: await scene.answers(promoter, inspected.spots),
  }
  const real = {
    [exampleIds.iso]: admin.workspace._id,
    [exampleIds.staff]: promoter.staff,
    [exampleIds.photo]: content.store.photos[0] ?? '',
    [exampleIds.spot]: content.spots[0]?.id ?? '',
    [exampleIds.store]: store.id,
    [exampleIds.testAccount]: account,
  }
  const ids: Record<string, string> = {
    staffId: promoter.staff,
    submissionId: id,
    photoId: content.store.photos[0] ?? '',
    draftId,
    joinCode: admin.workspace.joinCode ?? '',
    workspaceId: admin.workspace._id,
    receipt: 'receipt',
    sessionId: String((await Sessions.findOne({ subject: admin.member._id }).lean())?._id),
    revision: '2',
    size: 'full',
    eventId,
    importId,
    rowId: rows[0]?.id ?? '',
    messageId,
    accountId: account,
    taskId: inspected.id,
    answersId: randomUUIDv7(),
    agreementId,
    textId: standardTexts.marketingCode,
    batchId,
    code,
  }
  return { people, ids, admin, otherIso: other.workspace._id, real, bodies }
}
