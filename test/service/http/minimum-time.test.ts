/** Strangers learn nothing from how long an answer takes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { refuse } from '../../../service/errors.ts'
import { withMinimumTime } from '../../../service/http/minimum-time.ts'

/** Whether it has been answered by then, either way. */
async function answeredWithin(milliseconds: number, answer: Promise<unknown>): Promise<boolean> {
  const settled = answer.then(
    () => true,
    () => true,
  )
  return Promise.race([settled, sleep(milliseconds).then(() => false)])
}

test('what is known at once, what has to be looked up and what is refused are answered together', async () => {
  const known = withMinimumTime(() => Promise.resolve('known'))
  const lookedUp = withMinimumTime(() => sleep(100).then(() => 'looked up'))
  const refused = withMinimumTime(async () => refuse('not_found'))
  const early = await Promise.all([known, lookedUp, refused].map((one) => answeredWithin(200, one)))
  expect(early).toEqual([false, false, false])
  expect(await known).toBe('known')
  expect(await lookedUp).toBe('looked up')
  await expect(refused).rejects.toMatchObject({ code: 'not_found' })
})
