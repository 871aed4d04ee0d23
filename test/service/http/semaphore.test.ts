/** Work by turns: so many at a time, and the many tasks of one caller hold up no other caller. */
import { expect, test } from 'vitest'
import { createSemaphore } from '../../../service/http/semaphore.ts'

/** Pieces of work that end when they are told to, and who began in which order. */
function workshop(limits: Parameters<typeof createSemaphore>[0]) {
  const semaphore = createSemaphore(limits)
  const begun: string[] = []
  const open: (() => void)[] = []
  const ends: Promise<void>[] = []
  return {
    begun,
    add(whose: string) {
      ends.push(
        semaphore.withPermit(whose, async () => {
          begun.push(whose)
          await new Promise<void>((resolve) => open.push(resolve))
        }),
      )
    },
    /** Ends the oldest that is being worked on. */
    async endOne() {
      await new Promise((resolve) => setImmediate(resolve))
      open.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
    all: () => Promise.all(ends),
  }
}

test('no more than the permits are worked on at once, and people take turns', async () => {
  const { begun, add, endOne, all } = workshop({ permits: 2, permitsOfOne: 2 })
  for (const whose of ['mei', 'mei', 'mei', 'mei', 'mei', 'nok', 'ann']) add(whose)
  await endOne()
  expect(begun).toEqual(['mei', 'mei', 'mei'])
  await endOne()
  await endOne()
  expect(begun.slice(3)).toEqual(['nok', 'ann'])
  for (let more = 0; more < 4; more++) await endOne()
  await all()
  expect(begun).toHaveLength(7)
})

test('one of each at a time, where it is so: a second place stays for others', async () => {
  const { begun, add, endOne, all } = workshop({ permits: 2, permitsOfOne: 1 })
  for (const whose of ['one', 'one', 'one']) add(whose)
  await endOne()
  expect(begun).toEqual(['one', 'one'])
  add('two')
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toEqual(['one', 'one', 'two'])
  for (let more = 0; more < 3; more++) await endOne()
  await all()
})

test('what fails gives its place back', async () => {
  const semaphore = createSemaphore({ permits: 1, permitsOfOne: 1 })
  const failing = semaphore.withPermit('mei', () => Promise.reject(new Error('broken')))
  const next = semaphore.withPermit('nok', () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('a caller who gives up while waiting is not worked on, and others keep their permits', async () => {
  const semaphore = createSemaphore({ permits: 1, permitsOfOne: 1 })
  const begun: string[] = []
  const first = Promise.withResolvers<void>()
  const add = (name: string, whose: string, signal?: AbortSignal) =>
    semaphore.withPermit(
      whose,
      () => {
        begun.push(name)
        return first.promise
      },
      signal,
    )
  const hangUp = new AbortController()
  const working = add('working', 'ann', hangUp.signal)
  const dropped = add('dropped', 'mei', hangUp.signal)
  const others = [add('second of mei', 'mei'), add('nok', 'nok')]
  hangUp.abort(new Error('hung up'))
  await expect(dropped).rejects.toThrow('hung up')
  await expect(add('too late', 'mei', hangUp.signal)).rejects.toThrow('hung up')
  first.resolve()
  await Promise.all([working, ...others])
  expect(begun).toEqual(['working', 'second of mei', 'nok'])
})
