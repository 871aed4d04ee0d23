/** What the queue does next, and how long it waits after a failure: decisions only, nothing is sent here. */
import type { Problem } from '../../service/http/contract.ts'
import type { Errand, Kind } from './kind.ts'
import type { Phone } from './memory.ts'
import type { Discard, Entry, PhotoOnPhone } from './shapes.ts'

export type Job =
  | { what: 'photo'; photo: PhotoOnPhone }
  | { what: 'entry'; kind: Kind; entry: Entry }
  | { what: 'errand'; kind: Kind; entry: Entry; errand: Errand }
  | { what: 'discard'; kind: Kind; id: string }

interface State extends Pick<Phone, 'entries' | 'photos' | 'discards'> {
  /** Errands and discards that the service would not take, by `putOffAs`, and when to try again. */
  putOff: ReadonlyMap<string, number>
}

/** Nothing waits longer than this for its next try, in milliseconds. */
export const longestWait = 300_000

/**
 * Times are by the phone's clock, which may have been put back since they were set: what lies further
 * ahead than anything ever waits is due.
 */
export const dueAt = (time: number, now: number): number => (time - now > longestWait ? now : time)

const oldestFirst = (one: Entry, other: Entry) =>
  (one.sending?.queuedAt ?? one.savedAt).localeCompare(other.sending?.queuedAt ?? other.savedAt)

/** Ids of all photos of an entry. */
export const photosOf = <Own extends Entry>(kind: Kind<Own>, entry: Own): string[] =>
  kind.partsOf(entry).flatMap(({ photos }) => photos)

const waitingOf = (kind: Kind, entry: Entry, photos: State['photos']) =>
  photosOf(kind, entry).flatMap((id) => {
    const photo = photos.get(id)
    return photo?.state === 'waiting' && photo.blob ? [photo] : []
  })

/** Whether no photo of an entry is on its way any more. One that is not here was sent before. */
export function photosAreThere<Own extends Entry>(
  kind: Kind<Own>,
  entry: Own,
  photos: State['photos'],
): boolean {
  return photosOf(kind, entry).every((id) => photos.get(id)?.state !== 'waiting')
}

/** Where a photo was refused that the person has to take again: 0 at the storefront, otherwise the number of the spot. */
export function refusedPhotoAt<Own extends Entry>(
  kind: Kind<Own>,
  entry: Own,
  photos: State['photos'],
): number | undefined {
  const at = kind
    .partsOf(entry)
    .findIndex((part) => part.photos.some((id) => photos.get(id)?.state === 'failed'))
  return at < 0 ? undefined : at
}

/** Whether it was submitted and cannot go on without the person. */
export function isStuck<Own extends Entry>(
  kind: Kind<Own>,
  entry: Own,
  photos: State['photos'],
): boolean {
  const { sending } = entry
  if (!sending) return false
  return Boolean(sending.problem) || refusedPhotoAt(kind, entry, photos) !== undefined
}

/** Whether something is to be sent first, which would make the service refuse it otherwise. */
const mustWait = ({ after = [] }: Kind, { entries, photos }: State) =>
  after.some((first) =>
    entries.get(first)?.some((entry) => entry.sending && !isStuck(first, entry, photos)),
  )

/** The name under which an errand or a discard that was not taken is put off. */
export function putOffAs(job: Job & { what: 'errand' | 'discard' }): string {
  return job.what === 'errand' ? `${job.errand.name} ${job.entry.id}` : `discard ${job.id}`
}

/** Errands of an entry that is not submitted; what is submitted says it all. */
function errandsOf(kind: Kind, entry: Entry): (Job & { what: 'errand' })[] {
  if (entry.sending) return []
  return (kind.errands ?? []).map((errand) => ({ what: 'errand', kind, entry, errand }))
}

function errandDue(job: Job & { what: 'errand' }, { putOff }: State, now: number) {
  const due = job.errand.due(job.entry)
  if (due === undefined) return undefined
  return Math.max(dueAt(due, now), dueAt(putOff.get(putOffAs(job)) ?? 0, now))
}

/** The kind that discards a row: rows of earlier releases do not name it. */
export function discardJob(entries: State['entries'], { id, kind: name }: Discard): Job[] {
  const kinds = [...entries.keys()].filter(({ discard }) => discard)
  const kind = name === undefined ? kinds[0] : kinds.find((one) => one.kind === name)
  return kind ? [{ what: 'discard', kind, id }] : []
}

const discardsOf = ({ entries, discards }: State) =>
  discards.flatMap((row) => discardJob(entries, row)) as (Job & { what: 'discard' })[]

/** Entries in the order of their kinds: what is submitted oldest first, then all others newest first. */
const entriesInOrder = ({ entries }: State) => {
  const all = [...entries].map(([kind, ofKind]) => {
    const submitted = ofKind.filter(({ sending }) => sending).sort(oldestFirst)
    const others = ofKind.filter(({ sending }) => !sending)
    return { kind, submitted, others }
  })
  return [
    ...all.flatMap(({ kind, submitted }) => submitted.map((entry) => ({ kind, entry }))),
    ...all.flatMap(({ kind, others }) => others.map((entry) => ({ kind, entry }))),
  ]
}

/**
 * What is submitted first, the oldest whole before the next, so that something arrives; then photos of what is not
 * submitted yet, which go as soon as they are taken, and what else the service is told of it.
 */
export function nextJob(state: State, now: number): Job | undefined {
  const { photos, putOff } = state
  const all = entriesInOrder(state)
  const photoToSend = (kind: Kind, entry: Entry): Job | undefined => {
    const photo = waitingOf(kind, entry, photos).find(({ nextTry }) => dueAt(nextTry, now) <= now)
    return photo && { what: 'photo', photo }
  }
  for (const { kind, entry } of all) {
    const { sending } = entry
    if (!sending) continue
    const photo = photoToSend(kind, entry)
    if (photo) return photo
    const isDue = dueAt(sending.nextTry, now) <= now && !isStuck(kind, entry, photos)
    const isReady = photosAreThere(kind, entry, photos) && !mustWait(kind, state)
    if (isDue && isReady) return { what: 'entry', kind, entry }
  }
  const errands = all
    .flatMap(({ kind, entry }) => errandsOf(kind, entry))
    .filter((job) => (errandDue(job, state, now) ?? Infinity) <= now)
  const first = errands.find(({ errand }) => errand.isFirst)
  if (first) return first
  const discard = discardsOf(state)[0]
  if (discard && dueAt(putOff.get(putOffAs(discard)) ?? 0, now) <= now) return discard
  for (const { kind, entry } of all) {
    const photo = entry.sending ? undefined : photoToSend(kind, entry)
    if (photo) return photo
  }
  return errands[0]
}

/** When the first of what waits may be sent (milliseconds since 1970); undefined when nothing waits. */
export function nextDue(state: State, now: number): number | undefined {
  const { photos, putOff } = state
  const times = discardsOf(state).map((job) => putOff.get(putOffAs(job)) ?? 0)
  for (const { kind, entry } of entriesInOrder(state)) {
    const waiting = waitingOf(kind, entry, photos)
    times.push(...waiting.map(({ nextTry }) => nextTry))
    times.push(...errandsOf(kind, entry).flatMap((job) => errandDue(job, state, now) ?? []))
    const { sending } = entry
    const goes = sending && !isStuck(kind, entry, photos) && photosAreThere(kind, entry, photos)
    if (goes && !mustWait(kind, state)) times.push(sending.nextTry)
  }
  return times.length ? Math.min(...times.map((time) => dueAt(time, now))) : undefined
}

/**
 * Milliseconds to wait after so many failures: 2 s, doubled each time, or what the service asks for;
 * at most 5 minutes.
 */
export function backOff(failures: number, asked = 0): number {
  return Math.min(Math.max(2_000 * 2 ** (failures - 1), asked), longestWait)
}

export type Verdict =
  /** Sending is not possible now: signed out, or no longer with the ISO. */
  | 'stop'
  /** Worth another try by itself. */
  | 'again'
  /** Photos have to be sent once more. */
  | 'photos'
  /** Its own fault: wait for the person, go on with others. */
  | 'own'

const stopping = new Set([
  'signed_out',
  'session_expired',
  'not_associated',
  'not_allowed',
  'another_person',
  'workspace_suspended',
])

export function verdictOn({ status, code }: Problem): Verdict {
  if (stopping.has(code)) return 'stop'
  if (code === 'photo_missing') return 'photos'
  const passing =
    status >= 500 || status === 429 || status === 408 || code === 'idempotency_key_in_use'
  return passing ? 'again' : 'own'
}

/** With these the service asks for a pause of everything: what would go next would only be refused as well. */
const busy = new Set(['too_busy', 'sending_too_much', 'too_many_requests', 'unavailable'])

/** Milliseconds for which nothing at all is sent after a refusal. */
export function pauseAfter({ code, retryAfter = 0 }: Problem): number {
  return busy.has(code) ? Math.min(retryAfter * 1000, longestWait) : 0
}
