/** What the queue does next, and how long it waits after a failure: decisions only, nothing is sent here. */
import type { Problem } from '../../service/http/contract.ts'
import { refusedCodes } from '../../service/promotions/contract.ts'
import {
  photosOf,
  photosOfInspection,
  type CodeVerdict,
  type Inspection,
  type PhotoOnPhone,
  type Visit,
} from './shapes.ts'

export type Job =
  | { kind: 'photo'; photo: PhotoOnPhone }
  | { kind: 'visit'; visit: Visit }
  | { kind: 'start'; inspection: Inspection }
  | { kind: 'inspection'; inspection: Inspection }
  | { kind: 'draft'; visit: Visit }
  | { kind: 'discard'; id: string }

interface State {
  visits: readonly Visit[]
  inspections: readonly Inspection[]
  photos: ReadonlyMap<string, PhotoOnPhone>
  discards: readonly string[]
  /** Drafts and starts of tasks that the service would not take, and when to try again. */
  draftTries: ReadonlyMap<string, number>
}

/** Nothing waits longer than this for its next try, in milliseconds. */
export const longestWait = 300_000

/**
 * Times are by the phone's clock, which may have been put back since they were set: what lies further
 * ahead than anything ever waits is due.
 */
export const dueAt = (time: number, now: number): number => (time - now > longestWait ? now : time)

/** A draft goes to the service when the person has paused this long, in milliseconds. */
export const draftPause = 1_500

type Kept = Pick<Visit, 'savedAt' | 'sending'>

const oldestFirst = (one: Kept, other: Kept) =>
  (one.sending?.queuedAt ?? one.savedAt).localeCompare(other.sending?.queuedAt ?? other.savedAt)

function photoToSend(ids: readonly string[], { photos }: State, now: number) {
  return ids
    .map((id) => photos.get(id))
    .find((photo) => photo?.state === 'waiting' && photo.blob && dueAt(photo.nextTry, now) <= now)
}

/** Whether every photo of a visit has arrived. */
export function photosAreThere(visit: Visit, photos: State['photos']): boolean {
  return photosOf(visit.content).every((id) => photos.get(id)?.state !== 'waiting')
}

const wasRefused = (id: string | null, photos: State['photos']) =>
  id !== null && photos.get(id)?.state === 'failed'

/** Where a photo was refused that the person has to take again: 0 at the storefront, otherwise the number of the spot. */
export function refusedPhotoAt({ content }: Visit, photos: State['photos']): number | undefined {
  const at = [content.store, ...content.spots].findIndex((item) =>
    item.photos.some((id) => wasRefused(id, photos)),
  )
  return at < 0 ? undefined : at
}

/** Whether one of its photos was refused: then the person has to take it again. */
export function photoWasRefused(visit: Visit, photos: State['photos']): boolean {
  return refusedPhotoAt(visit, photos) !== undefined
}

/** Whether answers were sent and cannot go on without the person. */
export function isStuck(inspection: Inspection, photos: State['photos']): boolean {
  const { sending } = inspection
  return (
    Boolean(sending?.problem) ||
    (sending !== null && photoOfInspectionWasRefused(inspection, photos))
  )
}

/** As `refusedPhotoAt`, by the spots of the task; the storefront has no photo of its own. */
export function refusedPhotoOfInspectionAt(
  { task, spots }: Inspection,
  photos: State['photos'],
): number | undefined {
  const at = task.spots.findIndex(({ id }) => wasRefused(spots[id]?.photo ?? null, photos))
  return at < 0 ? undefined : at + 1
}

/** Of an inspection: how its photos stand. */
export function photoOfInspectionWasRefused(
  inspection: Inspection,
  photos: State['photos'],
): boolean {
  return photosOfInspection(inspection).some((id) => photos.get(id)?.state === 'failed')
}

/** A photo that is not here any more was sent before: of a task that came back, it stays in place. */
const isComplete = (inspection: Inspection, { photos }: State) =>
  photosOfInspection(inspection).every((id) => (photos.get(id)?.state ?? 'there') === 'there')

/** The name under which a start that was not taken is put off. */
export const startOf = ({ id }: Pick<Inspection, 'id'>): string => `start:${id}`

/** Started without network; of answers that are sent in the service concludes it. */
const mustStart = ({ task, sending }: Inspection) => task.status === 'assigned' && !sending

const startDue = (inspection: Inspection, { draftTries }: State, now: number) =>
  dueAt(draftTries.get(startOf(inspection)) ?? 0, now)

/** Photos go as soon as they are taken, answers when the person has submitted them. */
function inspectionJob(state: State, now: number): Job | undefined {
  const started = state.inspections.find(
    (inspection) => mustStart(inspection) && startDue(inspection, state, now) <= now,
  )
  if (started) return { kind: 'start', inspection: started }
  for (const inspection of [...state.inspections].sort(oldestFirst)) {
    const photo = photoToSend(photosOfInspection(inspection), state, now)
    if (photo) return { kind: 'photo', photo }
    const { sending } = inspection
    const due = sending && !sending.problem && dueAt(sending.nextTry, now) <= now
    if (due && isComplete(inspection, state)) return { kind: 'inspection', inspection }
  }
  return undefined
}

/** Submitted visits first, the oldest whole before the next, so that something arrives; then inspections and drafts. */
export function nextJob(state: State, now: number): Job | undefined {
  const submitted = state.visits.filter(({ sending }) => sending).sort(oldestFirst)
  for (const visit of submitted) {
    const photo = photoToSend(photosOf(visit.content), state, now)
    if (photo) return { kind: 'photo', photo }
    const { sending } = visit
    const due = sending && !sending.problem && dueAt(sending.nextTry, now) <= now
    const whole = photosAreThere(visit, state.photos) && !photoWasRefused(visit, state.photos)
    if (due && whole) return { kind: 'visit', visit }
  }
  const inspection = inspectionJob(state, now)
  if (inspection) return inspection
  const [discard] = state.discards
  if (discard && dueAt(state.draftTries.get(discard) ?? 0, now) <= now)
    return { kind: 'discard', id: discard }
  const drafts = state.visits.filter(({ sending }) => !sending)
  for (const visit of drafts) {
    const photo = photoToSend(photosOf(visit.content), state, now)
    if (photo) return { kind: 'photo', photo }
  }
  const unsaved = drafts.find(
    (visit) => visit.savedAt !== visit.savedOnServer && draftDue(visit, state, now) <= now,
  )
  return unsaved && { kind: 'draft', visit: unsaved }
}

const draftDue = ({ id, savedAt }: Visit, { draftTries }: State, now: number) =>
  Math.max(dueAt(Date.parse(savedAt) + draftPause, now), dueAt(draftTries.get(id) ?? 0, now))

/** When the first of what waits may be sent (milliseconds since 1970); undefined when nothing waits. */
export function nextDue(state: State, now: number): number | undefined {
  const times = state.discards.map((id) => state.draftTries.get(id) ?? 0)
  for (const visit of state.visits) {
    const { content, sending, savedAt, savedOnServer } = visit
    const waiting = photosOf(content)
      .map((id) => state.photos.get(id))
      .filter((photo) => photo?.state === 'waiting' && photo.blob)
    times.push(...waiting.map((photo) => photo?.nextTry ?? 0))
    if (!sending) {
      if (savedAt !== savedOnServer) times.push(draftDue(visit, state, now))
    } else if (!waiting.length && !sending.problem && !photoWasRefused(visit, state.photos)) {
      times.push(sending.nextTry)
    }
  }
  for (const inspection of state.inspections) {
    if (mustStart(inspection)) times.push(startDue(inspection, state, now))
    const waiting = photosOfInspection(inspection)
      .map((id) => state.photos.get(id))
      .filter((photo) => photo?.state === 'waiting' && photo.blob)
    times.push(...waiting.map((photo) => photo?.nextTry ?? 0))
    const { sending } = inspection
    if (sending && !sending.problem && isComplete(inspection, state)) times.push(sending.nextTry)
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

type Verdicts = Record<string, CodeVerdict>

/**
 * What is known of the codes after a refusal: those that the service named show it at their spot; where another person
 * was faster and it could not say with which, all of them are looked up again.
 */
export function verdictsAfter({ code: what, about }: Problem, known: Verdicts): Verdicts {
  const named = refusedCodes.safeParse(about)
  if (!named.success) return known
  if (what === 'code_taken' && !named.data.codes.length) return {}
  const refused = named.data.codes.map(({ code, verdict }) => [code, verdict])
  return { ...known, ...Object.fromEntries(refused) }
}
