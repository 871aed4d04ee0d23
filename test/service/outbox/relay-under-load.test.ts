/** Many events hold nothing up, and what a killed process was at is done by another. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { transaction } from '../../../service/database/transaction.ts'
import { event } from '../../../service/outbox/event.ts'
import { type Reactions } from '../../../service/outbox/handlers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { watchEvents } from '../../../service/outbox/watch.ts'
import { happened } from '../../setup/events.ts'
import { spoken } from '../../setup/spoken.ts'
import { about, environment, eventually, isIn, relay } from './relays.ts'

test('hundreds of subjects with several events each are all delivered, whatever lies between', async () => {
  const seen: string[] = []
  const reactions: Reactions = {
    'test.happened': { see: async (event) => void seen.push(event.subject.id) },
  }
  for (let n = 0; n < 150; n++) {
    await record(event('test.of_a_newer_release', { about: 'submission' }), about(`subject-${n}`))
    await record(happened, about(`subject-${n}`))
    await record(happened, about(`subject-${n}`))
  }
  await relay(reactions).drain()
  expect(seen).toHaveLength(300)
}, 20_000)

test('nothing waits behind events that come by the thousand, however long each of them takes', async () => {
  const slow = Promise.withResolvers<void>()
  const seen: string[] = []
  for (let n = 0; n < 50; n++)
    await record(event('test.bulk', { about: 'submission' }), { ...about(`bulk-${n}`), bulk: true })
  await record(happened, about('single'))
  relay({
    'test.bulk': { wait: () => slow.promise },
    'test.happened': { see: async (event) => void seen.push(event.subject.id) },
  })
  await eventually(async () => seen.length === 1)
  expect(await Events.countDocuments({ state: 'done' })).toBeLessThan(2)
  slow.resolve()
  await eventually(async () => (await Events.countDocuments({ state: 'done' })) === 51)
})

test('a committed event reaches its handler by the change stream, long before the next poll', async () => {
  const watch = await watchEvents()
  const seen = Promise.withResolvers<string>()
  const waiting = relay(
    { 'test.happened': { see: async (event) => seen.resolve(event.subject.id) } },
    3_600_000,
  )
  watch.listen(() => waiting.wake())
  // it has looked, found nothing, and would look again in an hour
  await new Promise((resolve) => setTimeout(resolve, 200))
  await transaction(() => record(happened, about('quick')))
  expect(await seen.promise).toBe('quick')
  await watch.stop()
})

/** Runs a process that does one thing with the outbox, and waits for its word. */
async function child(what: 'commit' | 'handle') {
  const process_ = spawn(process.execPath, [join(import.meta.dirname, 'child-process.ts'), what], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const word = await spoken(process_, /^(committed|handling .*)$/)
  return { process: process_, word }
}

async function killed(process_: ReturnType<typeof spawn>): Promise<void> {
  const gone = once(process_, 'exit')
  process_.kill('SIGKILL')
  await gone
}

test('kill -9 between commit and delivery loses nothing', async () => {
  const seen: string[] = []
  const { process: dying, word } = await child('commit')
  expect(word).toBe('committed')
  await killed(dying)
  await relay({ 'test.child': { see: async (event) => void seen.push(event.subject.id) } }).drain()
  expect(seen).toEqual(['from-child'])
})

test('kill -9 in the middle of a delivery: another instance takes over when the lease has ended', async () => {
  const seen: string[] = []
  await record(event('test.child', { about: 'submission' }), about('left-behind'))
  const { process: dying, word } = await child('handle')
  expect(word).toBe('handling left-behind')
  await killed(dying)
  relay({ 'test.child': { see: async (event) => void seen.push(event.subject.id) } })
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(seen).toEqual([])
  clock.arrange(() => new Date(Date.now() + 61_000))
  await eventually(isIn('done'))
  expect(seen).toEqual(['left-behind'])
})
