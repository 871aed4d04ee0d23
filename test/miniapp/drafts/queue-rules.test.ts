/** What the queue of the phone sends next and when, whatever happens to the phone's clock. */
import { expect, test } from 'vitest'
import type { Problem } from '../../../service/http/contract.ts'
import {
  backOff,
  longestWait,
  nextDue,
  nextJob,
  pauseAfter,
  refusedPhotoAt,
  verdictOn,
} from '../../../miniapp/drafts/queue-rules.ts'
import { kept } from '../../../miniapp/drafts/kept.ts'
import type { Kind } from '../../../miniapp/drafts/kind.ts'
import {
  photoThere,
  type Entry,
  type PhotoOnPhone,
  type Sending,
} from '../../../miniapp/drafts/shapes.ts'
import { agreementsKept, type Agreement } from '../../../miniapp/workspace/policy/agreements.ts'
import { noteCodes } from '../../../miniapp/workspace/promotion/refused-codes.tsx'
import { emptyContent, type Visit } from '../../../miniapp/workspace/promotion/visit.ts'
import { draftPause, visitsKept } from '../../../miniapp/workspace/promotion/visits.ts'
import { answersKept, type Inspection } from '../../../miniapp/workspace/tasks/answers.ts'

const now = Date.UTC(2026, 10, 22, 9)
const day = 86_400_000

function visit(given: Partial<Visit> = {}): Visit {
  return {
    id: 'visit',
    owner: 'mei',
    revision: null,
    content: emptyContent('marketing_code', 'cafe'),
    savedAt: new Date(now - day).toISOString(),
    savedOnServer: null,
    codes: {},
    sending: null,
    ...given,
  }
}

function waitingPhoto(nextTry: number): PhotoOnPhone {
  const blob = new Blob(['picture'])
  return { ...photoThere('visit', 'photo'), blob, state: 'waiting', attempts: 3, nextTry }
}

function state(one: Visit, photo?: PhotoOnPhone, putOff: [string, number][] = []) {
  const photos = new Map(photo ? [[photo.id, photo]] : [])
  if (photo) one.content.store.photos = [photo.id]
  const entries = new Map<Kind, Entry[]>([[visitsKept, [one]]])
  return { entries, photos, discards: [], putOff: new Map(putOff) }
}

const waiting = { body: '{}', queuedAt: '', attempts: 1, problem: null }

test('a failure is waited for', () => {
  const soon = now + 60_000
  expect(nextJob(state(visit({ sending: { ...waiting, nextTry: soon } })), now)).toBeUndefined()
  expect(nextDue(state(visit({ sending: { ...waiting, nextTry: soon } })), now)).toBe(soon)
  expect(nextJob(state(visit({ savedOnServer: visit().savedAt }), waitingPhoto(soon)), now)).toBe(
    undefined,
  )
  expect(nextJob(state(visit(), undefined, [['draft visit', soon]]), now)).toBeUndefined()
})

test('after the clock was put back by a day, photos, visits and drafts go at once', () => {
  const then = now + day
  const submitted = state(visit({ sending: { ...waiting, nextTry: then } }))
  expect(nextJob(submitted, now)).toMatchObject({ what: 'entry', kind: { kind: 'visits' } })
  expect(nextDue(submitted, now)).toBe(now)
  const withPhoto = state(visit({ savedOnServer: visit().savedAt }), waitingPhoto(then))
  expect(nextJob(withPhoto, now)).toMatchObject({ what: 'photo' })
  expect(nextDue(withPhoto, now)).toBe(now)
  const saved = state(visit({ savedAt: new Date(then).toISOString() }))
  expect(nextJob(saved, now)).toMatchObject({ what: 'errand', errand: { name: 'draft' } })
  expect(nextDue(saved, now)).toBe(now)
  const refused = state(visit(), undefined, [['draft visit', then]])
  expect(nextJob(refused, now)).toMatchObject({ what: 'errand', errand: { name: 'draft' } })
})

test('a draft goes when its person has paused', () => {
  const typing = state(visit({ savedAt: new Date(now).toISOString() }))
  expect(nextJob(typing, now)).toBeUndefined()
  expect(nextJob(typing, now + draftPause)).toMatchObject({
    what: 'errand',
    errand: { name: 'draft' },
  })
})

test('nothing is waited for longer than what counts as due, whatever the service asks', () => {
  expect([1, 2, 3].map((failures) => backOff(failures))).toEqual([2_000, 4_000, 8_000])
  expect(backOff(1, 30_000)).toBe(30_000)
  expect(backOff(40)).toBe(longestWait)
  expect(backOff(1, day)).toBe(longestWait)
})

test('what is no fault of the work stops the queue: another person is signed in, the ISO is suspended', () => {
  const problem = { type: '', title: '', remedy: '', requestId: '' }
  expect(verdictOn({ ...problem, status: 409, code: 'another_person' })).toBe('stop')
  expect(verdictOn({ ...problem, status: 403, code: 'workspace_suspended' })).toBe('stop')
  expect(verdictOn({ ...problem, status: 409, code: 'code_taken' })).toBe('own')
})

test('of an inspection photos go as they are taken, answers once they are submitted and all photos are there', () => {
  const inspection: Inspection = {
    id: 'task',
    answers: 'answers',
    owner: 'mei',
    storeName: 'Kopi Corner',
    task: {
      id: 'task',
      status: 'started',
      since: '2026-11-20T03:00:00.000Z',
      deadline: '2026-11-27T15:59:59.999Z',
      deadlineDay: '2026-11-27',
      store: {
        id: 'store',
        name: 'Kopi Corner',
        category: 'cafe',
        address: '12 Amoy Street, Singapore',
        place: null,
        thumbnailUrl: '',
      },
      spots: [],
      feedback: '',
      returnReason: '',
      abilities: ['submit'],
    },
    spots: { counter: { finding: 'in_place', note: '', photo: 'photo' } },
    feedback: '',
    savedAt: new Date(now - day).toISOString(),
    sending: null,
  }
  const submitted = { ...inspection, sending: { ...waiting, nextTry: 0 } }
  const kept = (one: Inspection, change: Partial<PhotoOnPhone>) => ({
    ...state(visit({ savedOnServer: visit().savedAt })),
    entries: new Map<Kind, Entry[]>([[answersKept, [one]]]),
    photos: new Map([['photo', { ...waitingPhoto(0), ...change }]]),
  })
  expect(nextJob(kept(inspection, {}), now)).toMatchObject({ what: 'photo' })
  expect(nextDue(kept(inspection, {}), now)).toBe(0)
  expect(nextJob(kept(submitted, {}), now)).toMatchObject({ what: 'photo' })
  expect(nextJob(kept(inspection, { state: 'there' }), now)).toBeUndefined()
  expect(nextJob(kept(submitted, { state: 'failed' }), now)).toBeUndefined()
  expect(nextDue(kept(submitted, { state: 'failed' }), now)).toBeUndefined()
  expect(nextJob(kept(submitted, { state: 'there' }), now)).toMatchObject({
    what: 'entry',
    entry: { id: 'task' },
  })
  expect(nextDue(kept(submitted, { state: 'there' }), now)).toBe(0)
  const later = { ...submitted, sending: { ...waiting, nextTry: now + 60_000 } }
  expect(nextJob(kept(later, { state: 'there' }), now)).toBeUndefined()
  expect(nextDue(kept(later, { state: 'there' }), now)).toBe(now + 60_000)
})

test('a refusal that names codes is noted at each; one that cannot has all of them looked up again', () => {
  const known: Visit['codes'] = { 'APMC-1': 'free', 'APMC-2': 'free' }
  const problem = (about: object) => ({
    type: 'about:blank',
    title: 'Taken',
    status: 409,
    code: 'code_taken',
    remedy: 'Take it out.',
    requestId: 'r',
    about: { ...about },
  })
  const named = problem({ codes: [{ code: 'APMC-2', verdict: 'taken' }] })
  expect(noteCodes({ codes: known }, named).codes).toEqual({ 'APMC-1': 'free', 'APMC-2': 'taken' })
  expect(noteCodes({ codes: known }, problem({ codes: [] })).codes).toEqual({})
  expect(noteCodes({ codes: known }, problem({ photos: ['p'] })).codes).toEqual(known)
})

test('a service that has too much to do is waited for, as long as it asks, and nothing counts as refused', () => {
  const problem = { type: '', title: '', remedy: '', requestId: '' }
  const busy = [
    { ...problem, status: 503, code: 'too_busy', retryAfter: 3 },
    { ...problem, status: 429, code: 'sending_too_much', retryAfter: 3 },
    { ...problem, status: 503, code: 'unavailable', retryAfter: 3 },
    { ...problem, status: 429, code: 'too_many_requests', retryAfter: 3 },
  ]
  for (const one of busy) {
    expect(verdictOn(one)).toBe('again')
    expect(pauseAfter(one)).toBe(3_000)
  }
  expect(pauseAfter({ ...busy[0]!, retryAfter: 86_400 })).toBe(longestWait)
  // this one's own line was slow: others may be faster, and it is sent again
  const slow = { ...problem, status: 408, code: 'too_slow', retryAfter: 3 }
  expect(verdictOn(slow)).toBe('again')
  expect(pauseAfter(slow)).toBe(0)
  expect(pauseAfter({ ...problem, status: 409, code: 'code_taken' })).toBe(0)
})

test('a refused photo is named by where it has to be taken again', () => {
  const one = visit()
  const spot = (id: string) => ({ id, kind: 'cashier', note: '', photos: [id], codes: [] })
  one.content.store.photos = ['front']
  one.content.spots = [spot('first'), spot('second')]
  const refused = (id: string) =>
    new Map([[id, { ...waitingPhoto(0), id, state: 'failed' as const }]])
  expect(refusedPhotoAt(visitsKept, one, new Map())).toBeUndefined()
  expect(refusedPhotoAt(visitsKept, one, refused('front'))).toBe(0)
  expect(refusedPhotoAt(visitsKept, one, refused('second'))).toBe(2)
})

test('what was thrown away goes to its kind; a row of an earlier release names none and is of a visit', () => {
  const thrownAway = (kind?: string) => ({
    ...state(visit({ savedOnServer: visit().savedAt })),
    discards: [{ id: 'gone', owner: 'mei', kind }],
  })
  const expected = { what: 'discard', kind: { kind: 'visits' }, id: 'gone' }
  expect(nextJob(thrownAway('visits'), now)).toMatchObject(expected)
  expect(nextJob(thrownAway(), now)).toMatchObject(expected)
  expect(nextJob(thrownAway('of a later release'), now)).toBeUndefined()
})

test('a kind that is declared takes its turn: submitted entries first, the start before photos', () => {
  const checks = kept<Entry & { photo: string }>({
    kind: 'checks',
    since: 3,
    storeNameOf: () => '',
    partsOf: ({ photo }) => [{ id: 'store', photos: [photo] }],
    toSend: () => ({}),
    send: async () => {},
    changes: [],
    errands: [{ name: 'begin', isFirst: true, due: () => 0, run: async () => ({}) }],
    outbox: {
      about: () => '',
      change: async () => '',
      removed: 'outbox.removed',
      removedUnsure: 'outbox.removedUnsure',
    },
  })
  const check = (sending: Entry['sending']) => ({
    id: 'check',
    owner: 'mei',
    savedAt: visit().savedAt,
    sending,
    photo: 'photo',
  })
  const both = (
    sending: Entry['sending'],
    change: Partial<PhotoOnPhone>,
    putOff: string[] = [],
  ) => ({
    ...state(
      visit(),
      undefined,
      putOff.map((name) => [name, now + 60_000]),
    ),
    entries: new Map<Kind, Entry[]>([
      [visitsKept, [visit()]],
      [checks, [check(sending)]],
    ]),
    photos: new Map([['photo', { ...waitingPhoto(0), visit: 'check', ...change }]]),
  })
  const submitted = { ...waiting, nextTry: 0 }
  expect(nextJob(both(submitted, {}), now)).toMatchObject({ what: 'photo' })
  const whole = nextJob(both(submitted, { state: 'there' }), now)
  expect(whole).toMatchObject({ what: 'entry', entry: { id: 'check' } })
  expect(nextJob(both(null, {}), now)).toMatchObject({ errand: { name: 'begin' } })
  const begun = ['begin check']
  expect(nextJob(both(null, {}, begun), now)).toMatchObject({ what: 'photo' })
  const draft = nextJob(both(null, { state: 'there' }, begun), now)
  expect(draft).toMatchObject({ errand: { name: 'draft' } })
  expect(nextDue(both(null, { state: 'there' }, [...begun, 'draft visit']), now)).toBe(now + 60_000)
})

test('a visit waits for what its person agreed to before, unless that is stuck', () => {
  const later = now + 60_000
  const agreement = (sending: Partial<Sending>): Agreement => ({
    id: 'agreement',
    owner: 'mei',
    savedAt: new Date(now - day).toISOString(),
    sending: { ...waiting, nextTry: later, ...sending },
    ...{ text: 'text', version: 1, product: 'marketing_code', productName: '', language: 'en' },
  })
  const both = (one: Agreement) => ({
    ...state(visit({ sending: { ...waiting, nextTry: 0 } })),
    entries: new Map<Kind, Entry[]>([
      [agreementsKept, [one]],
      [visitsKept, [visit({ sending: { ...waiting, nextTry: 0 } })]],
    ]),
  })
  expect(nextJob(both(agreement({})), now)).toBeUndefined()
  expect(nextDue(both(agreement({})), now)).toBe(later)
  expect(nextJob(both(agreement({})), later)).toMatchObject({ kind: { kind: 'agreements' } })
  const problem = { status: 404, code: 'not_found' } as Problem
  const stuck = both(agreement({ problem }))
  expect(nextJob(stuck, now)).toMatchObject({ kind: { kind: 'visits' } })
  expect(nextDue(stuck, now)).toBe(0)
})
