/** A walk over every endpoint, as a stranger, as another ISO, as another kind of person: no caller gets what is not theirs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../service/app.ts'
import { transaction } from '../../service/database/transaction.ts'
import { system } from '../../service/http/callers.ts'
import { binary } from '../../service/http/contract.ts'
import { reaches, scopeOfIso, within } from '../../service/http/scope.ts'
import { record } from '../../service/outbox/record.ts'
import { Members } from '../../service/team/model.ts'
import { workspaceRenamed } from '../../service/workspaces/events.ts'
import { buildOperator, clientOf, type Client, type TestOperator } from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { Streams } from './notifications/streams.ts'
import { everything, guarded, open, queries, Walk } from './walk.ts'

let service: TestService
let stranger: Client
let walk: Walk

beforeAll(async () => {
  service = await startTestService()
  stranger = clientOf(service.url)
  walk = await Walk.begin(service.url)
})
afterAll(() => service.stop())

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

const writes = routes.map(({ endpoint }) => endpoint).filter(({ method }) => method !== 'GET')
const withJson = writes.filter(({ body }) => (body as unknown) !== binary)

test.each(withJson)('$name takes the example of its contract', ({ example, body }) => {
  if (Object.keys((body as { shape?: object }).shape ?? {}).length) expect(example).toBeDefined()
  expect(body.safeParse(example?.body ?? {}).error?.issues).toBeUndefined()
})

test.each(withJson)('$name has a valid body in this walk', (endpoint) => {
  expect(endpoint.body.safeParse(walk.bodyOf(endpoint)).error?.issues).toBeUndefined()
})

test('every write that takes bytes has some in this walk', () => {
  const bytes = writes.filter((endpoint) => !withJson.includes(endpoint))
  expect(bytes.length).toBeGreaterThan(0)
  for (const endpoint of bytes) expect(walk.bodyOf(endpoint)).toBeInstanceOf(Uint8Array)
})

describe('a stranger is told to sign in, at', () => {
  test.each(guarded)('$line', async (endpoint) => {
    const answer = await walk.call(stranger, endpoint)
    expect([answer.status, answer.body.code]).toEqual([401, 'signed_out'])
  })
})

describe('with a forged token no one gets in, at', () => {
  test.each(guarded)('$line', async (endpoint) => {
    const answer = await walk.call(clientOf(service.url, 'forged.token.here'), endpoint)
    expect([answer.status, answer.body.code]).toEqual([401, 'session_expired'])
  })
})

describe('what belongs to one ISO is not there for', () => {
  const aboutOne = guarded.filter(({ path }) => path.includes(':') && !path.includes(':draftId'))
  /** Ids that phones make: under another's nothing can be put, and that is all they hear. */
  const clash = new Set([
    'submit',
    'uploadPhoto',
    'uploadPhotoForm',
    'agreeToPolicy',
    'sendActivity',
  ])
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
      'setIsoCountry',
      'setIsoOrder',
      'countStaffOfIso',
      'openReview',
      'decide',
      'undoDecision',
    ],
    ...['rotateTestAccount', 'suspendTestAccount', 'resumeTestAccount', 'retireTestAccount'],
    ...['findTask', 'assignTask', 'reassignTask', 'acceptTask', 'returnTask'],
    'retryFailedEvent',
    ...['findAgreementText', 'publishVersion'],
  ])

  test.each(aboutOne)('the admin of another: $line', async (endpoint) => {
    const before = await everything()
    const answer = await walk.call(walk.people.otherAdmin, endpoint)
    // of one's own kind of endpoint one never learns that another's is there
    const otherKind = ofStaff.has(endpoint.name) || ofPlatform.has(endpoint.name)
    expect([answer.status, answer.body.code]).toEqual(
      otherKind ? [403, 'not_allowed'] : [404, 'not_found'],
    )
    expect(JSON.stringify(answer.body)).not.toContain(walk.ids['staffId'])
    expect(await everything()).toBe(before)
  })

  test.each(aboutOne)('staff of another: $line', async (endpoint) => {
    const before = await everything()
    const answer = await walk.call(walk.people.otherStaff, endpoint)
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
    for (const endpoint of drafts)
      statuses.push((await walk.call(walk.people.otherStaff, endpoint)).status)
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
    for (const client of [walk.people.otherAdmin, walk.people.otherStaff]) {
      const answer = await walk.call(client, endpoint)
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
        expect(text).not.toContain(walk.ids[name])
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
    const answer = await walk.call(walk.people.withoutIso, endpoint)
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
    await Members.updateOne({ _id }, { $set: { access: { isos: [walk.otherIso] } } })
  })

  test.each(aboutOne)('finds nothing of the first: $line', async (endpoint) => {
    const before = await everything()
    const answer = await walk.call(restricted.client, endpoint)
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    expect(await everything()).toBe(before)
  })

  test.each(lists)('is shown nothing of the first: $line', async (endpoint) => {
    const before = await everything()
    const firstIso = String(walk.ids['workspaceId'])
    const narrowing = [queries[endpoint.name] ?? '', `?iso=${firstIso}`, '?search=ISO']
    for (const query of endpoint.method === 'GET' ? narrowing : ['']) {
      const { status, body } = await walk.call(restricted.client, endpoint, query)
      expect([200, 400, 404]).toContain(status)
      const text = JSON.stringify(body)
      for (const id of Object.values(walk.ids).filter((id) => id.length > 30)) {
        expect(text).not.toContain(id)
      }
    }
    expect(await everything()).toBe(before)
  })

  test('counts nothing of the first, and all of their own', async () => {
    const { client } = restricted
    expect((await client.get('/api/v1/reviews/counts')).body.waiting).toBe(0)
    expect((await walk.people.reviewer.get('/api/v1/reviews/counts')).body.waiting).toBeGreaterThan(
      0,
    )
    expect((await client.get('/api/v1/isos/counts')).body).toEqual({ active: 1, suspended: 0 })
    expect((await client.get('/api/v1/isos')).body.items).toMatchObject([{ id: walk.otherIso }])
    expect((await client.get(`/api/v1/isos/${walk.otherIso}`)).status).toBe(200)
  })

  test('a scope restricted to regions or merchants holds nothing of an ISO as such', () => {
    const whole = scopeOfIso(walk.otherIso)
    expect([reaches(whole, { iso: walk.otherIso }), within(whole)]).toEqual([
      true,
      { iso: walk.otherIso },
    ])
    for (const restriction of [{ regions: ['SG'] }, { merchants: [] }]) {
      expect(reaches({ ...whole, ...restriction }, { iso: walk.otherIso })).toBe(false)
    }
    expect(within({ ...whole, regions: ['SG'], merchants: [] })).toEqual({
      iso: walk.otherIso,
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
      await tell(String(walk.ids['workspaceId']), String(walk.ids['workspaceId']))
      await tell(walk.otherIso, walk.otherIso)
      // the stream tells things in their order: what comes second shows that the first was left out
      await expect.poll(() => heard.length).toBe(1)
      expect(heard).toEqual([{ kind: 'workspace', id: walk.otherIso }])
      await expect.poll(() => whole.heard.length).toBe(2)
    } finally {
      streams.close()
    }
  })
})

describe('reviewers only review; ISO admins and staff never do:', () => {
  const reviews = guarded.filter(({ path }) => path.startsWith('/api/v1/reviews'))
  test.each(reviews)('$line', async (endpoint) => {
    for (const client of [
      walk.people.admin,
      walk.people.staff,
      walk.people.otherAdmin,
      walk.people.otherStaff,
    ]) {
      expect((await walk.call(client, endpoint)).status).toBe(403)
    }
    const { status } = await walk.call(walk.people.reviewer, endpoint)
    // at that time nothing was decided
    expect(status).toBe(endpoint.name === 'undoDecision' ? 409 : 200)
  })
  test.each(guarded.filter(({ path }) => path.startsWith('/api/v1/staff')))(
    '$line is not for reviewers',
    async (endpoint) => {
      const answer = await walk.call(walk.people.reviewer, endpoint)
      expect(answer.status).toBe(403)
    },
  )
})
