/** Events are delivered once each, in order for each subject, after failures, and never lost by a crash. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { transaction } from '../../../service/database/transaction.ts'
import { event } from '../../../service/outbox/event.ts'
import { GiveUp, Later, type Reactions } from '../../../service/outbox/handlers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { happened } from '../../setup/events.ts'
import { about, eventually, isIn, relay, relays } from './relays.ts'

test('an event of a change that was rolled back is never delivered', async () => {
  const seen: string[] = []
  const failing = transaction(async () => {
    await record(happened, about('a'))
    throw new Error('the change went wrong')
  })
  await expect(failing).rejects.toThrow('the change went wrong')
  await relay({ 'test.happened': { see: async (event) => void seen.push(event._id) } }).drain()
  expect(seen).toEqual([])
  expect(await Events.countDocuments()).toBe(0)
})

test('a nested transaction is part of the outer one', async () => {
  const failing = transaction(async () => {
    await transaction(() => record(happened, about('a')))
    throw new Error('outer')
  })
  await expect(failing).rejects.toThrow('outer')
  expect(await Events.countDocuments()).toBe(0)
})

test('of two relays on one database, each event is delivered by one', async () => {
  const seen: string[] = []
  const reactions: Reactions = {
    'test.happened': { see: async (event) => void seen.push(event.subject.id) },
  }
  for (let n = 0; n < 40; n++) await record(happened, about(`subject-${n}`))
  await Promise.all([relay(reactions).drain(), relay(reactions).drain()])
  expect(seen.toSorted()).toEqual(Array.from({ length: 40 }, (_, n) => `subject-${n}`).toSorted())
})

test('events of one subject are delivered in the order in which they happened', async () => {
  const seen: number[] = []
  const reactions: Reactions = {
    'test.happened': {
      see: async ({ data }) => {
        // the first one takes longest
        await new Promise((resolve) => setTimeout(resolve, data['n'] === 0 ? 100 : 1))
        seen.push(Number(data['n']))
      },
    },
  }
  for (let n = 0; n < 5; n++) await record(happened, { ...about('one'), data: { n } })
  await relay(reactions).drain()
  expect(seen).toEqual([0, 1, 2, 3, 4])
})

test('a handler that fails is tried again, and those that succeeded are not', async () => {
  const calls = { steady: 0, shaky: 0 }
  relay({
    'test.happened': {
      steady: async () => void calls.steady++,
      shaky: async () => {
        if (++calls.shaky === 1) throw new Error('first time')
      },
    },
  })
  await record(happened, about('a'))
  await eventually(isIn('done'))
  expect(calls).toEqual({ steady: 1, shaky: 2 })
})

test('after ten failures an event is parked where an operator can see it, with its reason', async () => {
  let now = Date.now()
  clock.arrange(() => new Date(now))
  const failing = relay({
    'test.happened': {
      broken: async () => {
        throw Object.assign(new Error('secret words'), { code: 'E_BROKEN' })
      },
    },
  })
  await record(happened, about('a'))
  for (let attempt = 1; attempt <= 10; attempt++) {
    await failing.drain()
    expect((await Events.findOne().lean())?.attempts).toBe(attempt)
    now += 2 * 3_600_000
  }
  const row = await Events.findOne().lean()
  expect(row?.state).toBe('failed')
  expect(row?.failure).toMatchObject({ handler: 'broken', kind: 'Error', code: 'E_BROKEN' })
  expect(JSON.stringify(row)).not.toContain('secret words')
})

test('a handler that hangs holds nothing up: it is tried again like one that failed', async () => {
  const seen: string[] = []
  let calls = 0
  const made = startRelay({
    reactions: {
      'test.hangs': {
        hang: () => (++calls === 1 ? new Promise(() => undefined) : Promise.resolve()),
      },
      'test.happened': { see: async (event) => void seen.push(event.subject.id) },
    },
    workers: 1,
    poll: 20,
    patience: 50,
  })
  relays.push(made)
  await record(event('test.hangs', { about: 'submission' }), about('a'))
  await record(happened, about('b'))
  await eventually(async () => (await Events.countDocuments({ state: 'done' })) === 2)
  expect([seen, calls]).toEqual([['b'], 2])
  expect(await Events.findOne({ type: 'test.hangs' }).lean()).toMatchObject({
    attempts: 1,
    failure: { handler: 'hang', kind: 'HandlerHangs' },
  })
})

test('a handler that says it is hopeless is not tried again', async () => {
  let calls = 0
  relay({
    'test.happened': {
      hopeless: async () => {
        calls++
        throw new GiveUp('40019')
      },
    },
  })
  await record(happened, about('a'))
  await eventually(isIn('failed'))
  expect(calls).toBe(1)
})

test('trouble of one handler keeps no other from its work, and is told when the others are done', async () => {
  const calls = { hopeless: 0, shaky: 0, steady: 0 }
  relay({
    'test.happened': {
      hopeless: async () => {
        calls.hopeless++
        throw new GiveUp('60011')
      },
      shaky: async () => {
        if (++calls.shaky === 1) throw new Later(1)
      },
      steady: async () => void calls.steady++,
    },
  })
  await record(happened, about('a'))
  await eventually(isIn('failed'))
  expect(calls).toEqual({ hopeless: 1, shaky: 2, steady: 1 })
  expect(await Events.findOne().lean()).toMatchObject({
    failure: { handler: 'hopeless', code: '60011' },
    finished: ['steady', 'shaky'],
    givenUp: ['hopeless'],
  })
})

test('an event that fails for the last time takes none along that only waits', async () => {
  let now = Date.now()
  clock.arrange(() => new Date(now))
  const calls = { broken: 0, waiting: 0 }
  const failing = relay({
    'test.happened': {
      broken: async () => {
        calls.broken++
        throw new Error('broken')
      },
      waiting: async () => {
        if (++calls.waiting < 12) throw new Later(1_000)
      },
    },
  })
  await record(happened, about('a'))
  for (let attempt = 1; attempt <= 13; attempt++) {
    await failing.drain()
    now += 2 * 3_600_000
  }
  expect(calls.broken).toBe(10)
  expect(calls.waiting).toBe(12)
  expect(await Events.findOne().lean()).toMatchObject({
    state: 'failed',
    attempts: 10,
    finished: ['waiting'],
    givenUp: ['broken'],
    failure: { handler: 'broken' },
  })
})

test('each handler of an event has the whole lease: no other instance takes over in between', async () => {
  let now = Date.now()
  clock.arrange(() => new Date(now))
  const seen: string[] = []
  const slow = async (name: string) => {
    seen.push(name)
    now += 50_000
    await sleep(60)
  }
  const reactions: Reactions = {
    'test.happened': { first: () => slow('first'), second: () => slow('second') },
  }
  await record(happened, about('a'))
  relay(reactions)
  relay(reactions)
  await eventually(isIn('done'))
  expect(seen).toEqual(['first', 'second'])
})

test('waiting for a limit does not count as a failure', async () => {
  let calls = 0
  relay({
    'test.happened': {
      limited: async () => {
        if (++calls < 15) throw new Later(1)
      },
    },
  })
  await record(happened, about('a'))
  await eventually(isIn('done'))
  expect((await Events.findOne().lean())?.attempts).toBe(0)
})

test('what was to be later for a short time counts as a failure once the event is a day old', async () => {
  relay({
    'test.happened': {
      always: async () => {
        throw new Later(1, { patience: 24 * 3_600_000 })
      },
    },
  })
  await record(happened, about('a'))
  const attempts = async () => (await Events.findOne().lean())?.attempts ?? 0
  await sleep(200)
  expect(await attempts()).toBe(0)
  let past = 25 * 3_600_000
  clock.arrange(() => new Date(Date.now() + past))
  // each pause is longer than the one before
  for (let n = 0; n < 10; n++) {
    await expect.poll(attempts).toBeGreaterThan(n)
    past += 2 * 3_600_000
  }
  await eventually(isIn('failed'))
})

test('an event for the audit log only is settled as it is written', async () => {
  await record(event('test.seen', { about: 'submission', auditOnly: true }), about('a'))
  expect(await Events.findOne().lean()).toMatchObject({ type: 'test.seen', state: 'done' })
})

test('an event that only a newer release reacts to is left to it, and holds nothing up here', async () => {
  const seen: string[] = []
  await record(event('test.of_a_newer_release', { about: 'submission' }), about('a'))
  await record(happened, about('a'))
  const older = relay({ 'test.happened': { see: async ({ type }) => void seen.push(type) } })
  await older.drain()
  expect(seen).toEqual(['test.happened'])
  const newer = async ({ type }: { type: string }) => void seen.push(type)
  await relay({ 'test.of_a_newer_release': { newer } }).drain()
  expect(seen).toEqual(['test.happened', 'test.of_a_newer_release'])
})

test('what a newer release was at when it was killed is not settled by an older one', async () => {
  await record(event('test.of_a_newer_release', { about: 'submission' }), about('a'))
  const dead = { state: 'running', claim: 'dead', leaseUntil: new Date(0) } as const
  await Events.updateOne({ type: 'test.of_a_newer_release' }, { $set: dead })
  await relay({ 'test.happened': { see: async () => undefined } }).drain()
  expect(await Events.findOne().lean()).toMatchObject({ state: 'running', claim: 'dead' })
})
