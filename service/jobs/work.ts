/** Does the work of a running job, few items at a time, as fast as the outside takes them and no faster. */
import { clock } from '../clock.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { tellFailure } from '../outbox/batch.ts'
import { Later, type Handler } from '../outbox/handlers.ts'
import type { Job } from './job.ts'

/**
 * Items of one job that wait for the outside at any time: for DingTalk five seconds' worth, so that the next are there
 * before it could take them, and a pause, or a DingTalk that is away, finds few on the way.
 */
const maxInFlight = 100
/** Items whose work is done in one go: well within the time for which the outbox leaves them to one instance. */
const maxPerStep = 50
/** Items whose work is done at one time. */
const concurrency = 8
/** Milliseconds until it is looked again whether more items can have their turn. */
const pace = 250
/** Milliseconds of rest when the outside takes no more, as when the day's additions are used up. */
const restLasts = 30 * 60_000
/** Milliseconds until it is looked again whether a rest goes on. */
const restLook = 15_000
/** Rests, about two days, after which a job waits until it is resumed by hand. */
const maxRests = 96

/** What the outside says to items on the way: work whose result shows later, at the pace of the outside. */
export interface Outside<J> {
  /** Those without an answer, and those that the outside had no room for: they are asked for again after a rest. */
  answersTo(iso: string, ids: string[]): Promise<{ waiting: string[]; turnedAway: string[] }>
  /** @returns those that were asked for again */
  askAgain(iso: string, ids: string[]): Promise<string[]>
  /** All that its items have led to: one that was begun just before a crash is on no list. */
  ofAll(job: J): Promise<string[]>
}

/** What a kind of job says of itself. */
export interface JobKind<J extends Job, I extends { _id: string }> {
  /** For the log. */
  name: string
  /** The job, while it is running. */
  running(id: string): Promise<J | undefined>
  /** The first items that have not had their turn. */
  next(job: J, max: number): Promise<I[]>
  /**
   * Does the work of one item, under its id, and writes down what has become of it. May run twice.
   * @returns what it waits for outside
   * @throws any error: then the item is left out, and the others go on
   */
  work(job: J, item: I): Promise<string | undefined>
  /** Writes down that the work of an item has failed. */
  leaveOut(item: I): Promise<void>
  /** Nothing is done for an ISO for now, such as while it is suspended. */
  isHeld?(iso: string): Promise<boolean>
  outside?: Outside<J>
  /** Changes the job, while it is running. */
  note(job: J, change: { set?: Partial<Job>; unset?: (keyof Job)[] }): Promise<void>
  /** The outside has taken nothing for days: an operator must look. */
  giveUpForNow(job: J): Promise<void>
  /** Every item has had its turn, and there is an answer for each. */
  finish(job: J): Promise<void>
}

/** Does the work of one item. @returns what it waits for outside */
async function workOn<J extends Job, I extends { _id: string }>(
  kind: JobKind<J, I>,
  job: J,
  item: I,
): Promise<string | undefined> {
  try {
    return await kind.work(job, item)
  } catch (error) {
    if (isDatabaseUnreachable(error)) throw error
    // one item must not hold up all the others
    tellFailure(kind.name, item._id, error)
    await kind.leaveOut(item)
    return undefined
  }
}

async function workOnNext<J extends Job, I extends { _id: string }>(
  kind: JobKind<J, I>,
  job: J,
  room: number,
): Promise<string[]> {
  const items = await kind.next(job, Math.min(room, maxPerStep))
  const waiting: (string | undefined)[] = []
  // several at a time: each waits for the disk
  for (let from = 0; from < items.length; from += concurrency) {
    const some = items.slice(from, from + concurrency)
    waiting.push(...(await Promise.all(some.map((item) => workOn(kind, job, item)))))
  }
  return waiting.filter((id) => id !== undefined)
}

/** The outside takes no more: tries again with the same after a rest. */
async function rest<J extends Job, I extends { _id: string }>(
  kind: JobKind<J, I>,
  job: J,
): Promise<number | undefined> {
  if (job.rests >= maxRests) {
    await kind.giveUpForNow(job)
    return undefined
  }
  const restsUntil = new Date(clock.time() + restLasts)
  await kind.note(job, { set: { restsUntil, rests: job.rests + 1 } })
  return restLook
}

/** @returns what was asked for again */
async function endRest<J extends Job, I extends { _id: string }>(
  kind: JobKind<J, I>,
  job: J,
  turnedAway: string[],
): Promise<string[]> {
  const again = (await kind.outside?.askAgain(job.iso, turnedAway)) ?? []
  await kind.note(job, { unset: ['restsUntil'] })
  return again
}

/**
 * One step of a running job. May be ended at any point and begun again: the work of an item is done under its id.
 * @returns milliseconds until the next step; undefined when there is none
 */
async function step<J extends Job, I extends { _id: string }>(
  kind: JobKind<J, I>,
  id: string,
): Promise<number | undefined> {
  const job = await kind.running(id)
  if (!job) return undefined
  // goes on by itself when the ISO is resumed
  if (await kind.isHeld?.(job.iso)) return restLook
  const resting = job.restsUntil ? job.restsUntil.getTime() - clock.time() : 0
  // it may be paused and resumed in between
  if (resting > 0) return Math.min(resting, restLook)
  const answersTo = async (ids: string[]) =>
    (await kind.outside?.answersTo(job.iso, ids)) ?? { waiting: [], turnedAway: [] }
  const { waiting, turnedAway } = await answersTo(job.onTheWay)
  if (!job.restsUntil && turnedAway.length) return rest(kind, job)
  const again = job.restsUntil ? await endRest(kind, job, turnedAway) : []
  const room = maxInFlight - waiting.length - again.length
  const begun = room > 0 ? await workOnNext(kind, job, room) : []
  const onTheWay = [...waiting, ...again, ...begun]
  if (!onTheWay.length && !(await kind.next(job, 1)).length) {
    // what an earlier process began just before it crashed is on no list: looked for once, at the end
    const all = (await kind.outside?.ofAll(job)) ?? []
    onTheWay.push(...(await answersTo(all)).waiting)
    if (!onTheWay.length) return void (await kind.finish(job))
  }
  await kind.note(job, { set: { onTheWay } })
  return pace
}

export interface JobWork {
  /** One step. @returns milliseconds until the next one; undefined when there is none */
  feed(id: string): Promise<number | undefined>
  /** All of it, for the events that start and resume it. */
  handler: Handler
}

export function jobWork<J extends Job, I extends { _id: string }>(kind: JobKind<J, I>): JobWork {
  return {
    feed: (id) => step(kind, id),
    async handler({ subject }) {
      const pause = await step(kind, subject.id)
      if (pause !== undefined) throw new Later(pause)
    },
  }
}
