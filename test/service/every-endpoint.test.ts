/** A walk over every endpoint, as a stranger, as another ISO, as another kind of person: no caller gets what is not theirs. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Sessions } from '../../service/accounts/model.ts'
import { routes } from '../../service/app.ts'
import { transaction } from '../../service/database/transaction.ts'
import { system } from '../../service/http/callers.ts'
import { reaches, scopeOfIso, within } from '../../service/http/scope.ts'
import { isOfKind, permissionsIn } from '../../service/permissions/contract.ts'
import { Messages } from '../../service/notifications/model.ts'
import { Events } from '../../service/outbox/model.ts'
import { record } from '../../service/outbox/record.ts'
import { Members } from '../../service/team/model.ts'
import { workspaceKinds } from '../../service/permissions/kinds.ts'
import { managingRoles, predefinedRoles, unfitting } from '../../service/team/rules.ts'
import {
  buildOperator,
  buildStaff,
  buildUnassociated,
  clientOf,
  type Client,
  type TestOperator,
} from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { Streams } from './notifications/streams.ts'
import { csvOf } from './staff-imports/files.ts'
import { Lending } from './test-accounts/lending.ts'
import { Inspecting, stored } from './inspections/inspecting.ts'
import { buildContent, buildPromoter, decisionsOn, jpeg, submitted } from './promotions/visit.ts'
import { staffApproved } from '../../service/staff/events.ts'
import { worksIn } from '../../service/staff/actions/regions.ts'
import { workspaceRenamed } from '../../service/workspaces/events.ts'

/** Open to everyone, each for its reason. */
const open: Record<string, string> = {
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

let service: TestService
let stranger: Client
/** Ids of things of the first ISO, by the name of the parameter. */
let ids: Record<string, string>
/** What a read cannot do without. */
const queries: Record<string, string> = { selectStaff: '?verb=approve' }
/** What each write takes, by the name of its endpoint: valid, so that only rights can refuse it. */
let bodies: Record<string, unknown>
/** The workspace of the second ISO. */
let otherIso: string
/** The first one, whose stores are in Singapore. */
let firstAdmin: TestOperator
let people: Record<'admin' | 'staff' | 'otherAdmin' | 'otherStaff' | 'nobody' | 'reviewer', Client>

beforeAll(async () => {
  service = await startTestService()
  stranger = clientOf(service.url)
  const admin = await buildOperator(service.url)
  const promoter = await buildPromoter(service.url, admin)
  const other = await buildOperator(service.url)
  otherIso = other.workspace._id
  firstAdmin = admin
  const otherWorker = await buildPromoter(service.url, other)
  const { id, content } = await submitted(promoter)
  people = {
    admin: admin.client,
    staff: promoter.client,
    otherAdmin: other.client,
    otherStaff: otherWorker.client,
    nobody: await buildUnassociated(service.url, 'nobody-in-particular'),
    reviewer: (await buildOperator(service.url, { kind: 'platform' })).client,
  }
  const draft = {
    content: { ...content, step: 'store' },
    revision: null,
    savedAt: new Date().toISOString(),
  }
  const draftId = randomUUIDv7()
  expect((await promoter.client.put(`/api/v1/drafts/${draftId}`, draft)).status).toBe(200)
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
  const phone = '+6581239123'
  const importId = randomUUIDv7()
  const file = csvOf('Name,Phone number', 'Ana Lim,+6581239125')
  const checked = await admin.client.put(`/api/v1/staff-imports/${importId}`, file)
  expect(checked.status).toBe(200)
  const { revision } = checked.body
  const rows = await admin.client.get(`/api/v1/staff-imports/${importId}/rows`)
  await admin.client.post(`/api/v1/staff-imports/${importId}/start`, { revision })
  const lending = await Lending.begin(service.url)
  const lent = await lending.account(admin.workspace._id)
  const account = lent.id
  await admin.client.post(`/api/v1/staff/${promoter.staff}/test-account`, { account })
  const inspecting = await Inspecting.begin(service.url)
  const inspected = await inspecting.assigned(admin, promoter)
  const found = await inspecting.answers(promoter, inspected.spots)
  const since = (await stored(inspected.id)).since.toISOString()
  const task = { iso: admin.workspace._id, staff: promoter.staff }
  const passwords = { loginPassword: 'another-login', paymentPassword: 'another-pay' }
  const items = ['store', ...content.spots.map((spot) => spot.id)]
  bodies = {
    addStaff: { id: randomUUIDv7(), name: 'Ana Lim', phone },
    approveRequest: {},
    rejectRequest: { reason: 'not_needed', note: '' },
    undoDecisionOnRequest: { decidedAt: new Date(0).toISOString() },
    resendInvitation: {},
    correctPhone: { phone },
    cancelInvitation: {},
    removeStaff: {},
    // of the other ISO's people it finds none
    decideStaff: { verb: 'approve', ids: [promoter.staff] },
    undoDecisions: { decisions: [{ id: promoter.staff, decidedAt: new Date(0).toISOString() }] },
    agreeToOffer: {},
    declineOffer: {},
    switchIso: { leave: randomUUIDv7() },
    confirmHolder: { code: 'a-code-of-nobody' },
    setStaffLanguage: { language: 'en' },
    replaceIsoJoinCode: {},
    suspendWorkspace: { reason: 'The agreement has ended.' },
    resumeWorkspace: {},
    setOperatorLanguage: { language: 'en' },
    sendStepUpCode: { act: 'nothing' },
    proveStepUp: { act: 'nothing', code: '123456' },
    unlinkDingTalk: {},
    changePassword: { present: 'not the present one', next: 'a passphrase of some length' },
    endMySession: {},
    signOutEverywhere: {},
    uploadPhoto: await jpeg(),
    uploadPhotoForm: await jpeg(),
    // of the other ISO's own photos and codes: only the id is the first one's
    submit: await buildContent(otherWorker),
    modify: content,
    appeal: { explanation: 'The code hangs left of the till.' },
    saveDraft: { ...draft, savedAt: new Date(Date.now() + 60_000).toISOString() },
    discardDraft: {},
    decide: decisionsOn(1, Object.fromEntries(items.map((item) => [item, 'rejected' as const]))),
    freeCodes: { spot: content.spots[0]?.id, reason: 'She left the company.' },
    undoDecision: { revision: 1, decidedAt: new Date(0).toISOString() },
    retryFailedEvent: {},
    checkStaffImport: csvOf('Name,Phone number', 'Ana Lim,+6581239124'),
    changeStaffImport: { country: 'SG' },
    mendImportRow: { name: 'Ana Lim' },
    startStaffImport: { revision },
    pauseStaffImport: {},
    resumeStaffImport: {},
    cancelStaffImport: {},
    assignTask: { ...task, store: (await stored(inspected.id)).store.id },
    reassignTask: { staff: promoter.staff },
    acceptTask: { since },
    returnTask: { reason: 'The code cannot be read.', since },
    startTask: {},
    submitTask: found,
    addTestAccounts: { iso: admin.workspace._id, text: 'walk@alipay.example, abcd, efgh' },
    rotateTestAccount: { version: 1, ...passwords },
    suspendTestAccount: {},
    resumeTestAccount: {},
    retireTestAccount: {},
    lendTestAccount: { account },
    takeBackTestAccount: {},
    revealTestAccount: { account },
    sendAgain: {},
    setWorkspaceSettings: { digestHour: 9 },
    setStaffPreferences: { where: 'dingtalk' },
    setOperatorPreferences: { where: 'dingtalk' },
  }
  ids = {
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
    rowId: rows.body.items[0].id,
    messageId,
    accountId: account,
    taskId: inspected.id,
    answersId: randomUUIDv7(),
  }
})
afterAll(() => service.stop())

function call(client: Client, { name, method, path }: Endpoint, query = queries[name] ?? '') {
  const address = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = ids[name]
    if (!value) throw new Error(`the walk has no ${name}`)
    return value
  })
  if (method === 'GET') return client.get(address + query)
  const body = bodies[name]
  if (body === undefined) throw new Error(`the walk has no body for ${name}`)
  if (method === 'PUT') return client.put(address, body)
  if (method === 'PATCH') return client.patch(address, body)
  if (method === 'DELETE') return client.delete(address)
  return client.post(address, body)
}

type Endpoint = Pick<(typeof routes)[number]['endpoint'], 'name' | 'method' | 'path'>

const guarded = routes
  .map(({ endpoint }) => endpoint)
  .filter(({ name }) => !open[name])
  .map((endpoint) => ({ ...endpoint, line: `${endpoint.method} ${endpoint.path}` }))

/** Everything that is stored of the first ISO, to see that a walk leaves no trace. */
async function everything(): Promise<string> {
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
  ]
  const rows = []
  for (const name of names) {
    rows.push(await mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray())
  }
  return JSON.stringify(rows)
}

test('only what has a reason is open to everyone', () => {
  const declared = routes.filter(({ endpoint }) => endpoint.by === 'anyone')
  expect(declared.map(({ endpoint }) => endpoint.name).toSorted()).toEqual(
    Object.keys(open).toSorted(),
  )
})

test('every endpoint has a name of its own', () => {
  const names = routes.map(({ endpoint }) => endpoint.name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of Object.keys(open)) expect(names).toContain(name)
})

test('every write has a valid body in this walk', () => {
  const writes = guarded.filter(({ method }) => method !== 'GET').map(({ name }) => name)
  expect(Object.keys(bodies).toSorted()).toEqual(writes.toSorted())
  for (const { endpoint } of routes) {
    const body = bodies[endpoint.name]
    if (body === undefined || body instanceof Uint8Array) continue
    expect(endpoint.body.safeParse(body).success, endpoint.name).toBe(true)
  }
})

describe('a stranger is told to sign in, at', () => {
  test.each(guarded)('$line', async (endpoint) => {
    const answer = await call(stranger, endpoint)
    expect([answer.status, answer.body.code]).toEqual([401, 'signed_out'])
  })
})

describe('with a forged token no one gets in, at', () => {
  test.each(guarded)('$line', async (endpoint) => {
    const answer = await call(clientOf(service.url, 'forged.token.here'), endpoint)
    expect([answer.status, answer.body.code]).toEqual([401, 'session_expired'])
  })
})

describe('what belongs to one ISO is not there for', () => {
  const aboutOne = guarded.filter(({ path }) => path.includes(':') && !path.includes(':draftId'))
  /** Ids that phones make: under another's nothing can be put, and that is all they hear. */
  const clash = new Set(['submit', 'uploadPhoto', 'uploadPhotoForm'])
  const ofStaff = new Set([
    ...['findPhoto', 'agreeToOffer', 'declineOffer', 'switchIso', 'modify', 'appeal'],
    ...['findMySubmission', 'listRevisions', ...clash],
    ...['findMyTask', 'startTask', 'submitTask'],
  ])
  const ofPlatform = new Set([
    ...[
      'findIso',
      'suspendWorkspace',
      'resumeWorkspace',
      'countStaffOfIso',
      'openReview',
      'decide',
      'undoDecision',
    ],
    ...['rotateTestAccount', 'suspendTestAccount', 'resumeTestAccount', 'retireTestAccount'],
    ...['findTask', 'assignTask', 'reassignTask', 'acceptTask', 'returnTask'],
    'retryFailedEvent',
  ])

  test.each(aboutOne)('the admin of another: $line', async (endpoint) => {
    const before = await everything()
    const answer = await call(people.otherAdmin, endpoint)
    // of one's own kind of endpoint one never learns that another's is there
    const otherKind = ofStaff.has(endpoint.name) || ofPlatform.has(endpoint.name)
    expect([answer.status, answer.body.code]).toEqual(
      otherKind ? [403, 'not_allowed'] : [404, 'not_found'],
    )
    expect(JSON.stringify(answer.body)).not.toContain(ids['staffId'])
    expect(await everything()).toBe(before)
  })

  test.each(aboutOne)('staff of another: $line', async (endpoint) => {
    const before = await everything()
    const answer = await call(people.otherStaff, endpoint)
    const own = clash.has(endpoint.name) ? [409, 'same_id_other_content'] : [404, 'not_found']
    const ownKind = ofStaff.has(endpoint.name)
    expect([answer.status, answer.body.code]).toEqual(ownKind ? own : [403, 'not_allowed'])
    expect(await everything()).toBe(before)
  })

  test('staff of another: a draft is neither overwritten nor thrown away', async () => {
    const drafts = guarded.filter(({ path }) => path.includes(':draftId'))
    expect(drafts.map(({ name }) => name).toSorted()).toEqual(['discardDraft', 'saveDraft'])
    const before = await everything()
    const statuses = []
    for (const endpoint of drafts) statuses.push((await call(people.otherStaff, endpoint)).status)
    // throwing away works whether or not there is one
    expect(statuses.toSorted()).toEqual([200, 404])
    expect(await everything()).toBe(before)
  })
})

describe('lists of another ISO hold nothing of the first:', () => {
  const lists = guarded.filter(({ method, path, name }) => {
    return method === 'GET' && !path.includes(':') && name !== 'changes'
  })
  test.each(lists)('$line', async (endpoint) => {
    for (const client of [people.otherAdmin, people.otherStaff]) {
      const answer = await call(client, endpoint)
      expect([200, 400, 403]).toContain(answer.status)
      const text = JSON.stringify(answer.body)
      for (const name of [
        'staffId',
        'submissionId',
        'photoId',
        'messageId',
        'accountId',
        'taskId',
      ]) {
        expect(text).not.toContain(ids[name])
      }
    }
  })
})

describe('a person in DingTalk without an ISO reaches nothing of an ISO:', () => {
  const own = new Set([
    'staffWhoAmI',
    'confirmHolder',
    'setStaffLanguage',
    'staffPreferences',
    'setStaffPreferences',
    'listOffers',
    'agreeToOffer',
    'declineOffer',
    'listMyIsos',
    'switchIso',
    'changes',
    'listProducts',
    'listRejectReasons',
  ])
  test.each(guarded.filter(({ name }) => !own.has(name)))('$line', async (endpoint) => {
    const answer = await call(people.nobody, endpoint)
    expect([answer.status, answer.body.code]).toEqual([
      403,
      expect.stringMatching(/^(not_associated|not_allowed)$/),
    ])
  })
})

describe('an operator of the platform who is restricted to another ISO', () => {
  const platforms = guarded.filter(({ by }) => by === 'platform' || by === 'operator')
  /** Their own account and preferences, and the reasons that are the same for all. */
  const own = /^\/api\/v1\/(me|rejection-reasons)/
  const aboutOne = platforms.filter(({ path }) => path.includes(':') && !own.test(path))
  const lists = platforms.filter(({ path }) => !path.includes(':') && !own.test(path))
  let restricted: TestOperator

  beforeAll(async () => {
    const roles = ['platform.administrator']
    restricted = await buildOperator(service.url, { kind: 'platform', roles })
    const { _id } = restricted.member
    await Members.updateOne({ _id }, { $set: { access: { isos: [otherIso] } } })
  })

  test.each(aboutOne)('finds nothing of the first: $line', async (endpoint) => {
    const before = await everything()
    const answer = await call(restricted.client, endpoint)
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    expect(await everything()).toBe(before)
  })

  test.each(lists)('is shown nothing of the first: $line', async (endpoint) => {
    const before = await everything()
    const firstIso = String(ids['workspaceId'])
    const narrowing = [queries[endpoint.name] ?? '', `?iso=${firstIso}`, '?search=ISO']
    for (const query of endpoint.method === 'GET' ? narrowing : ['']) {
      const { status, body } = await call(restricted.client, endpoint, query)
      expect([200, 400, 404]).toContain(status)
      const text = JSON.stringify(body)
      for (const id of Object.values(ids).filter((id) => id.length > 30)) {
        expect(text).not.toContain(id)
      }
    }
    expect(await everything()).toBe(before)
  })

  test('counts nothing of the first, and all of their own', async () => {
    const { client } = restricted
    expect((await client.get('/api/v1/reviews/counts')).body.waiting).toBe(0)
    expect((await people.reviewer.get('/api/v1/reviews/counts')).body.waiting).toBeGreaterThan(0)
    expect((await client.get('/api/v1/isos/counts')).body).toEqual({ active: 1, suspended: 0 })
    expect((await client.get('/api/v1/isos')).body.items).toMatchObject([{ id: otherIso }])
    expect((await client.get(`/api/v1/isos/${otherIso}`)).status).toBe(200)
  })

  test('a scope restricted to regions or merchants holds nothing of an ISO as such', () => {
    const whole = scopeOfIso(otherIso)
    expect([reaches(whole, { iso: otherIso }), within(whole)]).toEqual([true, { iso: otherIso }])
    for (const restriction of [{ regions: ['SG'] }, { merchants: [] }]) {
      expect(reaches({ ...whole, ...restriction }, { iso: otherIso })).toBe(false)
    }
    expect(within({ ...whole, regions: ['SG'], merchants: [] })).toEqual({
      iso: otherIso,
      region: { $in: [new RegExp(String.raw`^\QSG\E`)] },
      merchant: { $in: [] },
    })
  })

  test('hears on live screens of their own ISO only', async () => {
    const streams = new Streams(service.url)
    try {
      const { heard } = await streams.follow(restricted.client, 'operator')
      const whole = await streams.follow(
        (await buildOperator(service.url, { kind: 'platform', roles: ['platform.administrator'] }))
          .client,
        'operator',
      )
      const tell = (tenant: string, id: string) =>
        transaction(() => record(workspaceRenamed, { tenant, id, by: system }))
      await tell(String(ids['workspaceId']), String(ids['workspaceId']))
      await tell(otherIso, otherIso)
      // the stream tells things in their order: what comes second shows that the first was left out
      await expect.poll(() => heard.length).toBe(1)
      expect(heard).toEqual([{ kind: 'workspace', id: otherIso }])
      await expect.poll(() => whole.heard.length).toBe(2)
    } finally {
      streams.close()
    }
  })
})

describe('an operator who is restricted to a region', () => {
  const own = /^\/api\/v1\/(me|rejection-reasons|reject-reasons)/
  const aboutOne = (by: 'iso' | 'platform') =>
    guarded.filter(
      (one) =>
        (one.by === by || one.by === 'operator') && one.path.includes(':') && !own.test(one.path),
    )
  const lists = guarded.filter(
    ({ by, method, path }) =>
      (by === 'iso' || by === 'platform') &&
      method === 'GET' &&
      !path.includes(':') &&
      !own.test(path),
  )
  /** ISOs are in no region: they can be found, so that their stores there can be. */
  const ofIso = new Map([
    ['findIso', 200],
    ['countStaffOfIso', 200],
    ['suspendWorkspace', 403],
    ['resumeWorkspace', 403],
  ])
  type Desk = Record<'iso' | 'platform', TestOperator>
  let thai: Desk
  let singaporean: Desk

  async function build(regions: string[]): Promise<Desk> {
    const roles = ['platform.administrator']
    const desk = {
      iso: await buildOperator(service.url, { workspace: firstAdmin.workspace }),
      platform: await buildOperator(service.url, { kind: 'platform', roles }),
    }
    for (const { member } of Object.values(desk)) {
      await Members.updateOne({ _id: member._id }, { $set: { access: { regions } } })
    }
    return desk
  }

  beforeAll(async () => {
    thai = await build(['TH-10', 'MY'])
    singaporean = await build(['SG'])
  })

  test.each([...aboutOne('iso'), ...aboutOne('platform')])(
    'finds nothing of another: $line',
    async (endpoint) => {
      const before = await everything()
      const { client } = thai[endpoint.by === 'platform' ? 'platform' : 'iso']
      const answer = await call(client, endpoint)
      expect(answer.status).toBe(ofIso.get(endpoint.name) ?? 404)
      const text = JSON.stringify(answer.body)
      for (const id of [ids['staffId'], ids['submissionId'], ids['taskId'], ids['accountId']]) {
        expect(text).not.toContain(id)
      }
      expect(await everything()).toBe(before)
    },
  )

  test.each(lists)('is shown nothing of another: $line', async (endpoint) => {
    const { client } = thai[endpoint.by === 'platform' ? 'platform' : 'iso']
    const iso = firstAdmin.workspace._id
    for (const query of [queries[endpoint.name] ?? '', `?iso=${iso}`, '?search=Staff']) {
      const { status, body } = await call(client, endpoint, query)
      expect([200, 400]).toContain(status)
      const text = JSON.stringify(body)
      const names = ['staffId', 'submissionId', 'importId', 'messageId', 'accountId', 'taskId']
      for (const name of [...names, 'eventId']) expect(text).not.toContain(ids[name])
    }
  })

  test('finds and counts what is there', async () => {
    const { iso, platform } = singaporean
    const { staffId = '', submissionId = '', taskId = '' } = ids
    expect((await iso.client.get(`/api/v1/staff/${staffId}`)).status).toBe(200)
    expect((await iso.client.get(`/api/v1/workspace/submissions/${submissionId}`)).status).toBe(200)
    expect((await platform.client.get(`/api/v1/reviews/${submissionId}`)).status).toBe(200)
    expect((await platform.client.get(`/api/v1/tasks/${taskId}`)).status).toBe(200)
    const stores = `/api/v1/inspections/stores?iso=${firstAdmin.workspace._id}`
    for (const [desk, is] of [
      [singaporean, true],
      [thai, false],
    ] as const) {
      const counts = (await desk.iso.client.get('/api/v1/staff/counts')).body.counts
      expect(counts.associated > 0).toBe(is)
      const waiting = (await desk.platform.client.get('/api/v1/reviews/counts')).body.waiting
      expect(waiting > 0).toBe(is)
      expect((await desk.platform.client.get(stores)).body.items.length > 0).toBe(is)
      expect((await desk.platform.client.get('/api/v1/tasks')).body.items.length > 0).toBe(is)
      const page = await desk.iso.client.get('/api/v1/staff?search=Staff&sort=name')
      expect(page.body.items.length > 0).toBe(is)
      const sheet = String((await desk.iso.client.get('/api/v1/staff/export?format=csv')).body)
      expect(sheet.includes('+658')).toBe(is)
    }
  })

  test('changes nothing that is for the whole ISO', async () => {
    const { client } = singaporean.iso
    const before = await everything()
    for (const [method, path, body] of [
      ['POST', '/api/v1/workspace/join-code/replace', {}],
      ['PATCH', '/api/v1/workspace/settings', { digestHour: 9 }],
    ] as const) {
      const answer = await client.send(method, path, body)
      expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
    }
    const many = { verb: 'approve', ids: [ids['staffId']] }
    const { body } = await thai.iso.client.post('/api/v1/staff/decisions', many)
    expect(body.results).toMatchObject([{ outcome: 'not_found' }])
    expect(await everything()).toBe(before)
  })

  test('sees newcomers from the country, whom they add, and who has been to a store there', async () => {
    const iso = firstAdmin.workspace._id
    const paths = (staff: string) =>
      [singaporean, thai].map(({ iso: { client } }) => client.get(`/api/v1/staff/${staff}`))
    const seenBy = async (staff: string) => {
      const answers = await Promise.all(paths(staff))
      return answers.map(({ status }) => status)
    }
    const newcomer = await buildStaff(service.url, iso, { phone: '+66812345671' })
    expect(await seenBy(newcomer.member._id)).toEqual([404, 200])
    const id = randomUUIDv7()
    const phone = '+6581239777'
    const added = await thai.iso.client.post('/api/v1/staff', { id, name: 'Ana Lim', phone })
    expect([added.status, await seenBy(id)]).toEqual([201, [404, 200]])
    await worksIn(iso, newcomer.member._id, 'SG')
    expect(await seenBy(newcomer.member._id)).toEqual([200, 404])
    await worksIn(iso, newcomer.member._id, 'MY-01')
    expect(await seenBy(newcomer.member._id)).toEqual([200, 200])
  })

  test('hears on live screens of what is there only, until the region is another', async () => {
    const streams = new Streams(service.url)
    try {
      const here = await streams.follow(singaporean.iso.client, 'operator')
      const there = await streams.follow(thai.iso.client, 'operator')
      const tenant = firstAdmin.workspace._id
      const data = { status: 'approved' } as const
      const tell = (id: string, regions: string[]) =>
        transaction(() => record(staffApproved, { tenant, id, regions, by: system, data }))
      await tell('one-of-singapore', ['SG'])
      await tell('one-of-bangkok', ['TH-10'])
      await tell('one-of-chiang-mai', ['TH-50'])
      await tell('one-of-both', ['SG', 'MY-14'])
      // told in this order: what comes last shows that the others were left out
      const last = { kind: 'staffMember', id: 'one-of-both' }
      await expect.poll(() => here.heard).toContainEqual(last)
      await expect.poll(() => there.heard).toContainEqual(last)
      expect(here.heard.map(({ id }) => id)).toEqual(['one-of-singapore', 'one-of-both'])
      expect(there.heard.map(({ id }) => id)).toEqual(['one-of-bangkok', 'one-of-both'])
    } finally {
      streams.close()
    }
  })
})

describe('a right that the caller lacks is refused before anything is read, at', () => {
  const rights = routes.flatMap(({ endpoint }) => {
    const { may, by } = endpoint
    return may ? [{ ...endpoint, may, by, line: `${endpoint.method} ${endpoint.path}` }] : []
  })
  let withoutRights: Record<'iso' | 'platform', Client>
  beforeAll(async () => {
    const build = async (kind: 'iso' | 'platform') =>
      (await buildOperator(service.url, { kind, roles: [] })).client
    withoutRights = { iso: await build('iso'), platform: await build('platform') }
  })

  test.each(rights)('$line', async ({ by, method, path }) => {
    const client = withoutRights[by === 'platform' ? 'platform' : 'iso']
    const address = path.replace(/:\w+/g, 'neither-an-id-nor-there')
    const answer = await client.send(method, `${address}?limit=none`, { nothing: 'that fits' })
    expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
  })

  test.each(rights)('$line, whose right is one of its kind of workspace', ({ by, may }) => {
    expect(['iso', 'platform', 'operator']).toContain(by)
    const kinds = by === 'operator' ? (['iso', 'platform'] as const) : [by as 'iso' | 'platform']
    const foreign = permissionsIn(may).filter((one) => !kinds.every((kind) => isOfKind(one, kind)))
    expect(foreign).toEqual([])
  })

  test('members have roles and restrictions of their kind of workspace, and the last one that manages it stays', () => {
    expect(
      unfitting('iso', { roles: ['iso.admin'], access: { regions: ['SG', 'TH-10'] } }),
    ).toEqual([])
    expect(
      unfitting('platform', { roles: [], access: { isos: ['some'], regions: ['SG'] } }),
    ).toEqual([])
    expect(unfitting('iso', { roles: ['one-of-theirs'] }, ['one-of-theirs'])).toEqual([])
    // of another kind, of a part that does not exist yet, of no workspace
    const roles = ['platform.reviewer', 'iso.finance', 'made-up']
    expect(unfitting('iso', { roles })).toEqual(['roles.0', 'roles.1', 'roles.2'])
    for (const access of [{ isos: ['some'] }, { regions: [] }, { regions: ['Bangkok'] }]) {
      const [to] = Object.keys(access)
      expect(unfitting('iso', { roles: [], access })).toEqual([`access.${to}`])
    }
    const kinds = Object.entries(workspaceKinds)
    expect(kinds.map(([kind]) => kind)).toEqual(['iso', 'merchant', 'isv', 'partner', 'platform'])
    for (const [kind, { roles }] of kinds) {
      expect(Object.keys(roles).every((id) => id.startsWith(`${kind}.`))).toBe(true)
      expect(managingRoles.some((id) => id.startsWith(`${kind}.`))).toBe(true)
    }
  })

  test.each(predefinedRoles)('the role $_id holds rights of its kind of workspace only', (role) => {
    const foreign = role.permissions.filter((one) => !isOfKind(one, role.workspaceKind))
    expect(foreign).toEqual([])
  })
})

describe('reviewers only review; ISO admins and staff never do:', () => {
  const reviews = guarded.filter(({ path }) => path.startsWith('/api/v1/reviews'))
  test.each(reviews)('$line', async (endpoint) => {
    for (const client of [people.admin, people.staff, people.otherAdmin, people.otherStaff]) {
      expect((await call(client, endpoint)).status).toBe(403)
    }
    const { status } = await call(people.reviewer, endpoint)
    // at that time nothing was decided
    expect(status).toBe(endpoint.name === 'undoDecision' ? 409 : 200)
  })
  test.each(guarded.filter(({ path }) => path.startsWith('/api/v1/staff')))(
    '$line is not for reviewers',
    async (endpoint) => {
      const answer = await call(people.reviewer, endpoint)
      expect(answer.status).toBe(403)
    },
  )
})
