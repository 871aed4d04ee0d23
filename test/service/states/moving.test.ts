/** Records move along their table only, and each step leaves one event, also when many take one at once. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { system } from '../../../service/http/callers.ts'
import { taskMachine } from '../../../service/inspections/rules.ts'
import { Events } from '../../../service/outbox/model.ts'
import { messageMachine } from '../../../service/notifications/rules/states.ts'
import { codeMachine } from '../../../service/marketing-codes/rules.ts'
import { reviewMachine } from '../../../service/reviews/rules.ts'
import { importMachine } from '../../../service/staff-imports/rules/states.ts'
import { staffMachine } from '../../../service/staff/rules/association.ts'
import { transaction } from '../../../service/database/transaction.ts'
import { beginAll, tryBegin } from '../../../service/states/begin.ts'
import { mayHappen, stateAfter, type Machine } from '../../../service/states/machine.ts'
import { longestTimeline, move, shift, shiftAll, tryMove } from '../../../service/states/move.ts'
import { accountMachine } from '../../../service/test-accounts/rules.ts'
import { memberMachine } from '../../../service/team/rules.ts'
import { workspaceMachine } from '../../../service/workspaces/rules.ts'
import { testEnvironment } from '../../setup/environment.ts'

interface Thing {
  _id: string
  status: string
  since: Date
  holder?: string
  /** No two have the same. */
  number?: string
  timeline: { what: string; by: string }[]
}

const schema = new mongoose.Schema<Thing>({
  _id: String,
  status: String,
  since: Date,
  holder: String,
  number: { type: String, unique: true, sparse: true },
  timeline: { type: [mongoose.Schema.Types.Mixed], default: [] },
} as never)
const Things = mongoose.model<Thing>('TestThing', schema, 'test_things')

const accounts: Machine = accountMachine
const tasks: Machine = taskMachine

const machines: Record<string, Machine> = {
  association: staffMachine,
  code: codeMachine,
  import: importMachine,
  member: memberMachine,
  message: messageMachine,
  review: reviewMachine,
  task: tasks,
  'test account': accounts,
  workspace: workspaceMachine,
}

/** The same numbers at each run, so that a walk that failed can be walked again. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const environment = testEnvironment()

beforeAll(async () => {
  await connectDatabase(configure(environment).mongodbUri)
  await Things.createIndexes()
})
beforeEach(() => Promise.all([Events.deleteMany({}), Things.deleteMany({})]))
afterAll(disconnectDatabase)

async function begun(status: string): Promise<Thing> {
  const thing = { _id: randomUUIDv7(), status, since: new Date(0), timeline: [] }
  await Things.create(thing)
  return thing
}

const by = { tenant: 'iso-1', by: system, entry: { by: 'Ana' }, data: () => ({}) as never }
const stored = async ({ _id }: Thing) => (await Things.findById(_id).lean<Thing>())!
const eventsOf = ({ _id }: Thing) => Events.countDocuments({ 'subject.id': _id })

/** Those that happen to a record that is there. */
const stepsOf = ({ steps }: Machine) =>
  Object.keys(steps).filter((step) => steps[step]?.from.some((state) => state !== 'none'))

/** Takes a step as its declaration has it: with an event or without. */
const take = (table: Machine, thing: Thing, step: string, to?: string) =>
  table.steps[step]?.event
    ? tryMove(Things, table, thing, step, { ...by, ...(to && { to }) })
    : shift(Things, table, thing, step, { ...(to && { to }) })

describe('a record that begins', () => {
  const fresh = (besides: Partial<Thing> = {}) => {
    return { _id: randomUUIDv7(), since: new Date(0), timeline: [], ...besides }
  }
  const given = { tenant: 'iso-1', by: system, data: {} as never }
  const add = (thing: Omit<Thing, 'status'>) => tryBegin(Things, accounts, thing, 'add', given)

  test('has the state and the event of its step; sent again it begins no second time', async () => {
    const thing = fresh()
    expect(await add(thing)).toMatchObject({ _id: thing._id, status: 'available' })
    expect(await add(thing)).toBeUndefined()
    const events = await Events.find({ 'subject.id': thing._id }).lean()
    expect(events.map(({ type }) => type)).toEqual(['test_accounts.added'])
  })

  test('is not taken for one that is there because another unique key is taken', async () => {
    await add(fresh({ number: '1' }))
    await expect(add(fresh({ number: '1' }))).rejects.toMatchObject({ keyPattern: { number: 1 } })
    expect(await Things.countDocuments()).toBe(1)
    expect(await Events.countDocuments()).toBe(1)
  })

  test('breaks off the open transaction when it is there already', async () => {
    const [thing, other] = [fresh(), fresh()]
    await add(thing)
    const together = transaction(async () => {
      await add(other)
      await add(thing)
    })
    await expect(together).rejects.toMatchObject({ code: 11000 })
    expect(await Things.countDocuments()).toBe(1)
    expect(await Events.countDocuments()).toBe(1)
  })

  test('begins with others or not at all, each with its event', async () => {
    const addAll = (things: Omit<Thing, 'status'>[]) =>
      beginAll(Things, accounts, things, 'add', given)
    await expect(addAll([fresh({ number: '1' }), fresh({ number: '1' })])).rejects.toThrow()
    expect([await Things.countDocuments(), await Events.countDocuments()]).toEqual([0, 0])
    const made = await addAll([fresh(), fresh()])
    for (const thing of made) {
      expect([(await stored(thing)).status, await eventsOf(thing)]).toEqual(['available', 1])
    }
  })

  test('begins by a step that begins something', async () => {
    const late = tryBegin(Things, accounts, fresh(), 'suspend', given)
    await expect(late).rejects.toThrow('begins nothing')
  })
})

describe.each(Object.entries(machines))('%s', (_, table) => {
  const steps = stepsOf(table)

  test('a random walk stays on the table, and each step leaves the event that it declares', async () => {
    const next = numbers(1)
    const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!
    let thing = await begun(pick(table.states))
    let [taken, told] = [0, 0]
    for (let n = 0; n < 60; n++) {
      const step = pick(steps)
      const { into, event } = table.steps[step] ?? {}
      const to = into && pick(into)
      const after = mayHappen(table, step, thing.status) ? to : undefined
      const moved = await take(table, thing, step, to)
      expect(moved?.status).toBe(into ? after : stateAfter(table, thing.status, step))
      if (moved) taken += 1
      if (moved && event) told += 1
      thing = moved ?? (await begun(pick(table.states)))
      expect(table.states).toContain((await stored(thing)).status)
    }
    expect(taken).toBeGreaterThan(5)
    expect(await Events.countDocuments()).toBe(told)
  })

  test('of steps that are taken at the same moment one wins, and leaves its event', async () => {
    for (const state of table.states) {
      const possible = steps.filter((step) => mayHappen(table, step, state))
      // a step that changes nothing by which it is compared may be taken twice
      const moving = possible.filter((step) => {
        const { to = state, into: [first = to] = [] } = table.steps[step] ?? {}
        return first !== state
      })
      if (!moving.length) continue
      const thing = await begun(state)
      const racers = Array.from({ length: 6 }, (_one, index) => moving[index % moving.length]!)
      const outcomes = await Promise.all(
        racers.map((step) => take(table, thing, step, table.steps[step]?.into?.[0])),
      )
      const won = outcomes.flatMap((outcome, index) => (outcome ? [{ outcome, index }] : []))
      expect(won).toHaveLength(1)
      const [{ outcome, index }] = won as [(typeof won)[number]]
      expect((await stored(thing)).status).toBe(outcome.status)
      expect(await eventsOf(thing)).toBe(table.steps[racers[index]!]?.event ? 1 : 0)
    }
  })
})

test('the timeline keeps what happened, who did it, and no more than its latest entries', async () => {
  let thing = await begun('available')
  for (let n = 0; n < longestTimeline + 2; n++) {
    thing = await move(Things, accounts, thing, 'rotate', by)
  }
  expect(thing.timeline).toHaveLength(longestTimeline)
  expect(thing.timeline.at(-1)).toMatchObject({ what: 'rotated', by: 'Ana' })
})

test('a step that keeps the state keeps its time only where the table says so', async () => {
  const account = await begun('assigned')
  const rotated = await move(Things, accounts, account, 'rotate', by)
  expect(rotated.since).toEqual(account.since)
  const task = await begun('assigned')
  const extended = await move(Things, tasks, task, 'extend', by)
  expect(extended.since).not.toEqual(task.since)
})

test('what cannot happen is refused with the state that the record has by now', async () => {
  const thing = await begun('available')
  await Things.updateOne({ _id: thing._id }, { $set: { status: 'retired' } })
  const late = move(Things, accounts, thing, 'suspend', by)
  await expect(late).rejects.toMatchObject({
    code: 'wrong_state',
    detail: { about: { status: 'retired' } },
  })
  expect(await eventsOf(thing)).toBe(0)
})

test('nothing happens to a record that another person has by now', async () => {
  const thing = await begun('assigned')
  await Things.updateOne({ _id: thing._id }, { $set: { holder: 'Mei' } })
  const where = { holder: 'Jun' }
  expect(await tryMove(Things, tasks, thing, 'start', { ...by, where })).toBeUndefined()
  expect((await stored(thing)).status).toBe('assigned')
  expect(await eventsOf(thing)).toBe(0)
})

test('of many records those take a step together that can', async () => {
  const codes = await Promise.all(['issued', 'issued', 'active', 'issued'].map(begun))
  const [first, other, active, another] = codes as [Thing, Thing, Thing, Thing]
  await Things.updateOne({ _id: another._id }, { $set: { holder: 'Mei' } })
  const ids = codes.map(({ _id }) => _id)
  const where = { holder: null }
  const set = { holder: 'Jun' }
  const given = { where, set, push: { timeline: { what: 'bound' } } }
  expect(await shiftAll(Things, codeMachine as Machine, ids, 'bind', given)).toBe(2)
  for (const one of [first, other]) {
    const bound = { status: 'bound', holder: 'Jun', timeline: [{ what: 'bound' }] }
    expect(await stored(one)).toMatchObject(bound)
    // it has been in this state since then
    expect((await stored(one)).since).not.toEqual(one.since)
  }
  expect((await stored(active)).status).toBe('active')
  expect(await stored(another)).toMatchObject({ status: 'issued', holder: 'Mei' })
})

test('a step is taken as it is declared: with its event, and into a state that it leads to', async () => {
  const task = await begun('assigned')
  await expect(shift(Things, tasks, task, 'start')).rejects.toThrow('start has an event')
  const message = await begun('sending')
  const messages: Machine = messageMachine
  await expect(tryMove(Things, messages, message, 'send', by)).rejects.toThrow('no event')
  const visit = await begun('in_review')
  const reviews: Machine = reviewMachine
  for (const to of ['in_review', undefined]) {
    const given = { ...by, ...(to && { to }) }
    await expect(tryMove(Things, reviews, visit, 'decide', given)).rejects.toThrow('leads to')
  }
  expect((await stored(visit)).status).toBe('in_review')
  const elsewhere = tryMove(Things, tasks, task, 'start', { ...by, to: 'accepted' })
  await expect(elsewhere).rejects.toThrow('leads to')
  expect((await stored(task)).status).toBe('assigned')
})
