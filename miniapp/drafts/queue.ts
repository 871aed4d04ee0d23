/** Sends what the phone keeps, one thing at a time, until the service has it all. */
import { useSyncExternalStore } from 'react'
import { OfflineError, ProblemError } from '../api/problem-error.ts'
import { isOnline, onNetworkChange } from '../dingtalk/network.ts'
import { alone, isHeld, queueLock, visitLock } from './locks.ts'
import {
  backOff,
  dueAt,
  nextDue,
  nextJob,
  pauseAfter,
  startOf,
  verdictOn,
  verdictsAfter,
  type Job,
} from './queue-rules.ts'
import { perform } from './sends.ts'
import type { Sending } from './shapes.ts'
import { readPhone } from './memory.ts'
import { changeInspection, changePhoto, changeVisit } from './store.ts'

/** After so many refusals for missing photos it is the person's turn. */
const mostPhotoRounds = 5
/** Looks again at least this often while something waits, in milliseconds. */
const longestSleep = 60_000
const shortestSleep = 500

export interface QueueState {
  /** Id of the photo or visit that is being sent. */
  going: string | null
  /** Sending is not possible: the person has to sign in again. */
  stopped: boolean
}

let state: QueueState = { going: null, stopped: false }
const listeners = new Set<() => void>()
const draftTries = new Map<string, number>()
let failures = 0
let pausedUntil = 0
/** Only while the workspace is open for the person whose visits these are. */
let awake = false
let working = false
let calledAgain = false
let timer: ReturnType<typeof setTimeout> | undefined

function become(change: Partial<QueueState>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

function onQueueChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useQueue(): QueueState {
  return useSyncExternalStore(onQueueChange, () => state)
}

/** Photos that the service says it lacks are sent again; without a list, all that the phone still has. */
async function sendPhotosAgain(visitId: string, about: unknown): Promise<void> {
  const named = (about as { photos?: unknown } | undefined)?.photos
  const missing = Array.isArray(named) ? new Set(named.map(String)) : undefined
  for (const photo of readPhone().photos.values()) {
    if (photo.visit === visitId && photo.blob && (missing?.has(photo.id) ?? true)) {
      await changePhoto(photo.id, (known) => ({ ...known, state: 'waiting', nextTry: 0 }))
    }
  }
}

async function noteFailure(job: Job, error: ProblemError): Promise<void> {
  const { problem } = error
  const verdict = verdictOn(problem)
  if (verdict === 'stop') {
    become({ stopped: true })
    return
  }
  pausedUntil = Math.max(pausedUntil, Date.now() + pauseAfter(problem))
  const wait = (attempts: number) =>
    Date.now() + backOff(attempts, (problem.retryAfter ?? 0) * 1000)
  const afterFailure = (sending: Sending | null): Sending | null => {
    if (!sending) return null
    const attempts = sending.attempts + 1
    const own = verdict === 'own' || (verdict === 'photos' && attempts >= mostPhotoRounds)
    return { ...sending, attempts, nextTry: wait(attempts), ...(own ? { problem } : {}) }
  }
  if (job.kind === 'photo') {
    await changePhoto(job.photo.id, (photo) => {
      const attempts = photo.attempts + 1
      return verdict === 'own'
        ? { ...photo, attempts, state: 'failed', problem }
        : { ...photo, attempts, nextTry: wait(attempts) }
    })
  } else if (job.kind === 'visit') {
    if (verdict === 'photos') await sendPhotosAgain(job.visit.id, problem.about)
    await changeVisit(job.visit.id, (known) => {
      const visit = { ...known, codes: verdictsAfter(problem, known.codes) }
      return { ...visit, sending: afterFailure(visit.sending) }
    })
  } else if (job.kind === 'inspection') {
    if (verdict === 'photos') await sendPhotosAgain(job.inspection.id, problem.about)
    await changeInspection(job.inspection.id, (known) => ({
      ...known,
      sending: afterFailure(known.sending),
    }))
  } else {
    // a draft that is not taken stays on the phone; it is tried again, but seldom
    draftTries.set(putOffAs(job), wait(verdict === 'own' ? 20 : 4))
  }
}

function putOffAs(job: Job & { kind: 'draft' | 'discard' | 'start' }): string {
  if (job.kind === 'start') return startOf(job.inspection)
  return job.kind === 'draft' ? job.visit.id : job.id
}

/** The service may have taken it all the same: only its answer was not heard. */
async function noteUnsure(job: Job): Promise<void> {
  const unsure = <Kept extends { sending: Sending | null }>(kept: Kept): Kept => ({
    ...kept,
    sending: kept.sending && { ...kept.sending, unsure: true },
  })
  if (job.kind === 'visit') await changeVisit(job.visit.id, unsure)
  if (job.kind === 'inspection') await changeInspection(job.inspection.id, unsure)
}

function goingIn(job: Job): string | null {
  if (job.kind === 'photo') return job.photo.id
  if (job.kind === 'inspection') return job.inspection.id
  return job.kind === 'visit' ? job.visit.id : null
}

/** @returns whether to go on with the next */
async function attempt(job: Job, owner: string): Promise<boolean> {
  const going = goingIn(job)
  if (going) become({ going })
  try {
    await perform(job, owner)
    failures = 0
    return true
  } catch (error) {
    if (error instanceof OfflineError) {
      failures += 1
      await noteUnsure(job)
      pausedUntil = Date.now() + Math.min(backOff(failures), longestSleep)
      return false
    }
    if (!(error instanceof ProblemError)) throw error
    await noteFailure(job, error)
    return !state.stopped
  } finally {
    if (going) become({ going: null })
  }
}

async function round(): Promise<void> {
  while (awake && isOnline() && !state.stopped && dueAt(pausedUntil, Date.now()) <= Date.now()) {
    const phone = readPhone()
    const job = nextJob({ ...phone, draftTries }, Date.now())
    if (!job || !(await attempt(job, phone.owner))) return
  }
}

/** Whether a visit is on its way at this moment, from any tab. */
export async function isBeingSent(id: string): Promise<boolean> {
  return state.going === id || isHeld(visitLock(id))
}

/** When there will be something to do again, in milliseconds from now; undefined when nothing waits. */
function sleepTime(now: number): number | undefined {
  const due = nextDue({ ...readPhone(), draftTries }, now)
  if (due === undefined) return undefined
  const pause = dueAt(pausedUntil, now) - now
  return Math.min(Math.max(due - now, pause, shortestSleep), longestSleep)
}

async function run(): Promise<void> {
  working = true
  clearTimeout(timer)
  try {
    do {
      calledAgain = false
      await alone(queueLock, round)
    } while (calledAgain && awake)
  } finally {
    working = false
    const sleep = state.stopped || !awake || !isOnline() ? undefined : sleepTime(Date.now())
    if (sleep !== undefined) timer = setTimeout(wakeQueue, sleep)
  }
}

/** Something may be there to send. */
export function wakeQueue(): void {
  if (!awake) return
  calledAgain = true
  if (!working) void run()
}

/** Its person is signed in (again), or asked to try now: waiting times are over. */
export function restartQueue(): void {
  failures = 0
  pausedUntil = 0
  draftTries.clear()
  become({ stopped: false })
  wakeQueue()
}

/** Keeps the queue awake as long as the workspace is open for its person; answers how to stop it. */
export function keepQueueAwake(): () => void {
  const wake = () => {
    if (isOnline()) restartQueue()
  }
  const seen = () => {
    if (document.visibilityState === 'visible') wakeQueue()
  }
  const deaf = onNetworkChange(wake)
  document.addEventListener('visibilitychange', seen)
  awake = true
  restartQueue()
  return () => {
    awake = false
    deaf()
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(timer)
  }
}
