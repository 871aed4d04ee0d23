/** The deployment policy on the phone: read and agreed to once, also without network, and before a visit is sent. */
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Agreements, AgreementTexts } from '../../service/agreements/model.ts'
import { exampleSaying, standardTexts } from '../../service/agreements/contract/text.ts'
import { forgetTexts } from '../../service/agreements/actions/texts.ts'
import { forgetAllCallers } from '../../service/http/authentication.ts'
import { Submissions } from '../../service/promotions/model.ts'
import { StaffMembers } from '../../service/staff/model.ts'
import { Workspaces } from '../../service/workspaces/model.ts'
import { picture } from '../setup/people-at-work.ts'
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

const { marketingCode: text, serviceAgreement } = standardTexts
const mine = { dingtalkUserId: 'mei04' }

/** Mei has joined today and agreed to nothing. */
beforeEach(async () => {
  await Agreements.deleteMany(mine)
  await StaffMembers.updateOne(mine, { $unset: { agreedTo: 1 } })
  forgetAllCallers()
})
const signal = (online: boolean) => world.phones.send('PATCH', '/people/mei/device', { online })
afterEach(() => signal(true))

/** What the phone has by now to open without network. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('partner-workspace')
    return (await cache.keys()).map(({ url }) => url).join()
  })

const isOffline = (mei: Page) => mei.getByText('You are offline.').waitFor()

test('Mei reads the policy before her first promotion, agrees, and is not asked again', async () => {
  const mei = await openWork()
  await start(mei)
  await asks(mei, 'Deployment policy')
  await mei.getByText('Put it at the cashier, in full view of customers.').waitFor()
  await picture(mei, 'policy')
  await mei.emulateMedia({ colorScheme: 'dark' })
  await mei.getByText('Do not use a photo twice').scrollIntoViewIfNeeded()
  await picture(mei, 'policy-dark')
  await mei.emulateMedia({ colorScheme: 'light' })
  await go(mei, 'Agree and start')
  await asks(mei, 'Which store is it?')
  await expect.poll(() => Agreements.find(mine).lean()).toMatchObject([{ text, version: 1 }])
  await mei.getByRole('link', { name: 'Back' }).click()
  await start(mei)
  await asks(mei, 'Which store is it?')
})

test('Without network she agrees and goes on; what she agreed to is sent first, once there is network', async () => {
  const mei = await openWork()
  // what it takes is there before it is opened
  await expect.poll(() => keptFiles(mei), { timeout: 30_000 }).toContain('/policy-page-')
  await mei.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await mei.reload()
  await mei.getByRole('heading', { name: 'Products' }).waitFor()
  await signal(false)
  await isOffline(mei)
  await start(mei)
  await go(mei, 'Agree and start')
  await asks(mei, 'Which store is it?')
  await mei.getByRole('link', { name: 'Back' }).click()
  await start(mei)
  await asks(mei, 'Which store is it?')
  await mei.getByRole('link', { name: 'Back' }).click()
  await mei.getByRole('link', { name: /Outbox/ }).click()
  await mei.getByText('Deployment policy').waitFor()
  await picture(mei, 'policy-outbox')
  expect(await Agreements.countDocuments(mine)).toBe(0)
  await signal(true)
  await expect.poll(() => Agreements.find(mine).lean()).toMatchObject([{ text, language: 'en' }])
  await mei.getByText('Everything is sent').waitFor()
})

test('A visit that is refused leads to the new version; agreed to, it is sent as it was', async () => {
  const mei = await openWork()
  await start(mei)
  await go(mei, 'Agree and start')
  // a version comes in force that her phone has not heard of, and what she begins is begun under it
  const at = new Date(Date.now() - 60_000)
  const version = { number: 2, validFrom: at, publishedAt: at, by: null, ...exampleSaying }
  await AgreementTexts.updateOne(
    { _id: text },
    { $set: { latest: 2 }, $push: { versions: version } },
  )
  await AgreementTexts.updateOne({ _id: text }, { $set: { 'versions.0.validFrom': new Date(0) } })
  forgetTexts()
  await describeStore(mei, 'Policy Bakery')
  await photographStorefront(mei)
  await addSpot(mei, 'Cashier counter', 'Counter with a Marketing Code')
  await scan(mei, /^Marketing Code APMC-HP-0005/)
  await closeScanner(mei)
  await go(mei, 'Done')
  await go(mei, 'Continue with 1 spot')
  await tellThatStoreAgreed(mei)
  await go(mei, 'Submit 1 spot')
  await mei.getByRole('link', { name: 'Open the outbox' }).click()
  await mei.getByText('Agree to the deployment policy first').waitFor()
  await picture(mei, 'policy-refused')
  await go(mei, 'Read and agree')
  await mei.getByText('Put it up like this.').waitFor()
  await picture(mei, 'policy-again')
  await go(mei, 'Agree and send again')
  await mei.getByText('Everything is sent').waitFor()
  expect(await Submissions.countDocuments({ 'store.name': 'Policy Bakery' })).toBe(1)
  expect(await Agreements.find({ ...mine, version: 2 }).lean()).toHaveLength(1)
})

test('Staff of an ISO that has not agreed read why they cannot start, until it has', async () => {
  const iso = (await StaffMembers.findOne(mine).lean())?.iso ?? ''
  await Workspaces.updateOne({ _id: iso }, { $unset: { agreedTo: 1 } })
  forgetAllCallers()
  const mei = await openWork()
  await mei
    .getByText(/Harbour Pay has not agreed to the service agreement/)
    .first()
    .waitFor()
  expect(await mei.getByRole('button', { name: /Start Promotion/ }).count()).toBe(0)
  await picture(mei, 'policy-iso')
  await Workspaces.updateOne({ _id: iso }, { $set: { agreedTo: [`${serviceAgreement}:1`] } })
  forgetAllCallers()
  await mei.reload()
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).waitFor()
})
