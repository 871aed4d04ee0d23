/** Does the work of a running import, few rows at a time, as fast as the outside takes them and no faster. */
import { clock } from '../clock.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { tellFailure } from '../outbox/batch.ts'
import { rowsOf } from './find.ts'
import { Later, type Handler } from '../outbox/handlers.ts'
import type { CheckedRow, ImportKind, RowWork } from './kind.ts'
import { maxAtOnce, maxInFlight, maxRests, pace, restLasts, restLook } from './machine.ts'
import type { StoredImport, StoredRow } from './model.ts'
import type { SheetRow } from './reading/columns.ts'
import { finish, giveUpForNow } from './steps.ts'

/** Rows whose work is done at one time. */
const atOneTime = 8

/** A kind with its work, which requests do not load: only handlers do it. */
type WorkingKind = ImportKind & { work: RowWork }

/** Does the work of one row, or notes why not. @returns what it waits for outside */
async function workOn(
  { name, work, Rows }: WorkingKind,
  one: StoredImport,
  row: StoredRow,
): Promise<string | undefined> {
  const { _id, iso } = row
  const settle = (set: Partial<StoredRow>) =>
    Rows.updateOne({ _id, iso, state: 'good' }, { $set: set })
  try {
    const { set, waitsFor } = await work.doRow(one, row)
    await settle(set)
    return waitsFor
  } catch (error) {
    if (isDatabaseUnreachable(error)) throw error
    // one row must not hold up all the others
    tellFailure(name, _id, error)
    await settle({ state: 'refused', problem: 'not_added' })
    return undefined
  }
}

async function workOnNext(kind: WorkingKind, one: StoredImport, room: number): Promise<string[]> {
  const rows = await kind.Rows.find({ ...rowsOf(one), state: 'good' })
    .sort({ row: 1 })
    .limit(Math.min(room, maxAtOnce))
    .lean<StoredRow[]>()
  const waiting: (string | undefined)[] = []
  // several at a time: each waits for the disk
  for (let from = 0; from < rows.length; from += atOneTime) {
    const some = rows.slice(from, from + atOneTime)
    waiting.push(...(await Promise.all(some.map((row) => workOn(kind, one, row)))))
  }
  return waiting.filter((id) => id !== undefined)
}

async function note(
  { Imports }: ImportKind,
  { _id, iso }: StoredImport,
  set: Partial<StoredImport>,
): Promise<void> {
  await Imports.updateOne({ _id, iso, status: 'running' }, { $set: set })
}

/** The outside takes no more: tries again with the same after a rest. */
async function rest(kind: ImportKind, one: StoredImport): Promise<number | undefined> {
  if (one.rests >= maxRests) {
    await giveUpForNow(kind, one)
    return undefined
  }
  await note(kind, one, {
    restsUntil: new Date(clock.time() + restLasts),
    rests: one.rests + 1,
  })
  return restLook
}

/** @returns what was asked for again */
async function endRest(
  { work, Imports }: WorkingKind,
  { _id, iso }: StoredImport,
  turnedAway: string[],
): Promise<string[]> {
  const again = (await work.outside?.askAgain(iso, turnedAway)) ?? []
  await Imports.updateOne({ _id, iso, status: 'running' }, { $unset: { restsUntil: 1 } })
  return again
}

const answersTo = async ({ work }: WorkingKind, iso: string, ids: string[]) =>
  (await work.outside?.answersTo(iso, ids)) ?? { waiting: [], turnedAway: [] }

/** What an earlier process began just before it crashed is on no list: looked for once, at the end. */
async function stragglers(kind: WorkingKind, one: StoredImport): Promise<string[]> {
  const all = (await kind.work.outside?.ofAllRows(one)) ?? []
  return (await answersTo(kind, one.iso, all)).waiting
}

/**
 * One step of a running import. May be ended at any point and begun again: the work of a row is done under an id of its
 * own.
 * @returns milliseconds until the next step; undefined when there is none
 */
async function feed(kind: WorkingKind, importId: string): Promise<number | undefined> {
  const one = await kind.Imports.findById(importId).lean<StoredImport>()
  if (one?.status !== 'running') return undefined
  // goes on by itself when the ISO is resumed
  if (await kind.work.isHeld?.(one.iso)) return restLook
  const resting = one.restsUntil ? one.restsUntil.getTime() - clock.time() : 0
  // it may be paused and resumed in between
  if (resting > 0) return Math.min(resting, restLook)
  const { waiting, turnedAway } = await answersTo(kind, one.iso, one.onTheWay)
  if (!one.restsUntil && turnedAway.length) return rest(kind, one)
  const again = one.restsUntil ? await endRest(kind, one, turnedAway) : []
  const room = maxInFlight - waiting.length - again.length
  const begun = room > 0 ? await workOnNext(kind, one, room) : []
  const onTheWay = [...waiting, ...again, ...begun]
  if (!onTheWay.length && !(await someLeft(kind, one))) {
    onTheWay.push(...(await stragglers(kind, one)))
    if (!onTheWay.length) return void (await finish(kind, one))
  }
  await note(kind, one, { onTheWay })
  return pace
}

async function someLeft({ Rows }: ImportKind, one: StoredImport): Promise<boolean> {
  return (await Rows.exists({ ...rowsOf(one), state: 'good' })) !== null
}

export interface ImportWork {
  /** One step. @returns milliseconds until the next one; undefined when there is none */
  feed(importId: string): Promise<number | undefined>
  /** All of it, for the events `started` and `resumed`. */
  handler: Handler
}

export function workOf<
  I extends StoredImport,
  R extends StoredRow,
  S extends SheetRow,
  C extends CheckedRow,
>(given: ImportKind<I, R, S, C>, work: RowWork<I, R>): ImportWork {
  const kind = { ...given, work } as unknown as WorkingKind
  return {
    feed: (importId) => feed(kind, importId),
    async handler({ subject }) {
      const pause = await feed(kind, subject.id)
      if (pause !== undefined) throw new Later(pause)
    },
  }
}
