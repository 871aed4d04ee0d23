/** What Mei does without signal is told once she has it: what kind of step and when, in the background. */
import { expect, test } from 'vitest'
import { Activity } from '../../service/activity/model.ts'
import { correctedEntries } from '../../service/activity/rules.ts'
import {
  addSpot,
  asks,
  closeScanner,
  describeStore,
  go,
  openWork,
  photographStorefront,
  scan,
  start,
  tellThatStoreAgreed,
  world,
} from './promoting.ts'

test('the steps of a visit without signal arrive once, in order, with the visit', async () => {
  const mei = await openWork()
  const begun = Date.now()
  const tried: string[] = []
  // of the first batch the answer is lost, so that it goes again under its id
  await mei.route('**/api/v1/activity/*', async (route) => {
    const answer = await route.fetch()
    tried.push(route.request().url())
    return tried.length === 1 ? route.abort() : route.fulfill({ response: answer })
  })
  const signal = (online: boolean) => world.phones.send('PATCH', '/people/mei/device', { online })
  await start(mei)
  await describeStore(mei, 'Tunnel Snacks')
  await photographStorefront(mei)
  await signal(false)
  await mei.getByText('You are offline. Everything is kept here and sent later.').waitFor()
  await addSpot(mei, 'Cashier counter', 'Counter with a Marketing Code')
  await scan(mei, /^Marketing Code APMC-HP-0003/)
  await closeScanner(mei)
  await go(mei, 'Done')
  await go(mei, 'Continue with 1 spot')
  await tellThatStoreAgreed(mei)
  await go(mei, 'Submit 1 spot')
  await asks(mei, 'Tunnel Snacks is on its way')
  await signal(true)
  await mei.getByText('Tunnel Snacks is submitted').waitFor()
  await expect.poll(() => tried.length).toBeGreaterThan(0)

  const stored = async () => {
    const batches = await Activity.find().sort({ receivedAt: 1 }).lean()
    return batches.flatMap(correctedEntries)
  }
  const kinds = async () => (await stored()).map(({ kind }) => kind)
  const steps = ['start', 'photo', 'photo', 'scan', 'submit']
  await expect.poll(kinds).toEqual(steps)
  const times = (await stored()).map(({ at }) => at.getTime())
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(times[0]).toBeGreaterThanOrEqual(begun - 2_000)

  // the next occasion is the next minute: the same batch again, which changes nothing
  await expect.poll(() => tried[1], { timeout: 90_000 }).toBe(tried[0])
  expect(await kinds()).toEqual(steps)
  const left = () => mei.evaluate(() => localStorage.getItem('partner-workspace.activity'))
  await expect.poll(left).toBeNull()
}, 180_000)
