/** Adds the people of a running import, few at a time, as fast as DingTalk takes them and no faster. */
import { clock } from '../../clock.ts'
import { isDatabaseAway } from '../../database/away.ts'
import { isRefusal } from '../../errors.ts'
import { byId, serveEach, tellFailure } from '../../outbox/batch.ts'
import { isSuspended } from '../../workspaces/actions/suspension.ts'
import { addStaff } from '../../staff/actions/decide.ts'
import { inviteAgain } from '../../staff/actions/rivals.ts'
import { troublesOfDingTalk } from '../../staff/rules/association.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { StaffImportRows, StaffImports, type StaffImport, type StaffImportRow } from '../model.ts'
import {
  mostAtOnce,
  mostOnTheWay,
  mostRests,
  outcomeOf,
  pace,
  restLasts,
  restLook,
} from '../rules/states.ts'
import { addedBy, rowsOf } from './find.ts'
import { finish, giveUpForNow } from './steps.ts'

/** Rows that are added at one time. */
const atOneTime = 8

/** DingTalk's answers so far for people on the way. */
interface Answers {
  /** Nothing yet. */
  waiting: string[]
  /** DingTalk could not, at last, for a reason that is not theirs: they are asked for again after a rest. */
  turnedAway: StaffMember[]
}

async function answersFor(iso: string, ids: string[]): Promise<Answers> {
  const people = await StaffMembers.find({
    _id: { $in: ids },
    iso,
    status: { $in: ['approved', 'invited', 'invitation_failed'] },
  })
    .select({ status: 1, invitedPhone: 1, failure: 1, iso: 1 })
    .lean<StaffMember[]>()
  return {
    waiting: people
      .filter((person) => outcomeOf('running', 'added', person) === 'waiting')
      .map(({ _id }) => _id),
    turnedAway: people.filter(
      ({ status, failure }) =>
        status === 'invitation_failed' && failure && troublesOfDingTalk.includes(failure.reason),
    ),
  }
}

/** Adds one person, or notes why not. @returns id of the entry on the staff list */
async function addOne(one: StaffImport, row: StaffImportRow): Promise<string | undefined> {
  const { iso, by } = one
  const { _id, name, phone } = row
  const settle = (set: Partial<StaffImportRow>) =>
    StaffImportRows.updateOne({ _id, iso, state: 'good' }, { $set: set })
  try {
    const me = { id: by.id, name: by.name, workspace: { id: iso } }
    const added = await addStaff(me, { id: _id, name, phone: phone ?? '' }, { bulk: true })
    await settle({ state: 'added', staff: added._id })
    return added._id
  } catch (error) {
    if (isRefusal(error, 'bad_phone_number')) {
      // what counts as a number has changed since the check
      const why = error.detail.about?.['why'] as StaffImportRow['why']
      await settle({ state: 'refused', problem: 'bad_phone_number', ...(why ? { why } : {}) })
      return undefined
    }
    if (!isRefusal(error, 'already_staff')) {
      if (isDatabaseAway(error)) throw error
      // one row must not hold up all the others
      tellFailure('import', _id, error)
      await settle({ state: 'refused', problem: 'not_added' })
      return undefined
    }
    // joined by another way since the check
    const there = await StaffMembers.findOne({ iso, phone }).lean<StaffMember>()
    await settle({
      state: 'refused',
      problem: 'already_staff',
      ...(there ? { staff: there._id, staffStatus: there.status } : {}),
    })
    return undefined
  }
}

async function addNext(one: StaffImport, room: number): Promise<string[]> {
  const rows = await StaffImportRows.find({ ...rowsOf(one), state: 'good' })
    .sort({ row: 1 })
    .limit(Math.min(room, mostAtOnce))
    .lean<StaffImportRow[]>()
  const added: (string | undefined)[] = []
  // several at a time: each waits for the disk
  for (let from = 0; from < rows.length; from += atOneTime) {
    const some = rows.slice(from, from + atOneTime)
    added.push(...(await Promise.all(some.map((row) => addOne(one, row)))))
  }
  return added.filter((staff) => staff !== undefined)
}

async function note({ _id, iso }: StaffImport, set: Partial<StaffImport>): Promise<void> {
  await StaffImports.updateOne({ _id, iso, status: 'running' }, { $set: set })
}

/** DingTalk takes no more people: tries again with the same people after a rest. */
async function rest(one: StaffImport): Promise<number | undefined> {
  if (one.rests >= mostRests) {
    await giveUpForNow(one)
    return undefined
  }
  await note(one, {
    restsUntil: new Date(clock.time() + restLasts),
    rests: one.rests + 1,
  })
  return restLook
}

/** @returns ids of the people asked for again */
async function endRest(one: StaffImport, turnedAway: StaffMember[]): Promise<string[]> {
  const failed = await serveEach('import', turnedAway, byId, (person) =>
    inviteAgain(person, { bulk: true }),
  )
  await StaffImports.updateOne(
    { _id: one._id, iso: one.iso, status: 'running' },
    { $unset: { restsUntil: 1 } },
  )
  // they are on the staff list with the reason why: the import does not wait for them
  const lost = new Set(failed.map(({ member }) => member._id))
  return turnedAway.flatMap(({ _id }) => (lost.has(_id) ? [] : _id))
}

/** A person added just before an earlier process crashed is in no list: looked for once, at the end. */
async function stragglers(one: StaffImport): Promise<string[]> {
  return (await answersFor(one.iso, await addedBy(one))).waiting
}

/**
 * One step of a running import. May be ended at any point and begun again: a row is added under an id of its own.
 * @returns milliseconds until the next step; undefined when there is none
 */
export async function feed(importId: string): Promise<number | undefined> {
  const one = await StaffImports.findById(importId).lean<StaffImport>()
  if (one?.status !== 'running') return undefined
  // goes on by itself when the ISO is resumed
  if (await isSuspended(one.iso)) return restLook
  const resting = one.restsUntil ? one.restsUntil.getTime() - clock.time() : 0
  // it may be paused and resumed in between
  if (resting > 0) return Math.min(resting, restLook)
  const { waiting, turnedAway } = await answersFor(one.iso, one.onTheWay)
  if (!one.restsUntil && turnedAway.length) return rest(one)
  const again = one.restsUntil ? await endRest(one, turnedAway) : []
  const room = mostOnTheWay - waiting.length - again.length
  const added = room > 0 ? await addNext(one, room) : []
  const onTheWay = [...waiting, ...again, ...added]
  if (!onTheWay.length && !(await someLeft(one))) {
    onTheWay.push(...(await stragglers(one)))
    if (!onTheWay.length) return void (await finish(one))
  }
  await note(one, { onTheWay })
  return pace
}

async function someLeft(one: StaffImport): Promise<boolean> {
  return (await StaffImportRows.exists({ ...rowsOf(one), state: 'good' })) !== null
}
