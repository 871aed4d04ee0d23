/** The console: an admin agrees for the ISO, and the platform reads policies and publishes versions of them. */
import { expect, test } from 'vitest'
import { standardTexts } from '../../service/agreements/contract/text.ts'
import { Agreements, AgreementTexts } from '../../service/agreements/model.ts'
import { Workspaces } from '../../service/workspaces/model.ts'
import { haveSignedIn, openDevice, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
const { marketingCode, serviceAgreement } = standardTexts

test('Olivia finds the service agreement among what is to do, reads it, and agrees for Harbour Pay', async () => {
  const iso = await Workspaces.findOne({ name: 'Harbour Pay' }).lean()
  const agreementDueAt = new Date(Date.now() + 20 * 86_400_000)
  await Workspaces.updateOne(
    { _id: iso?._id },
    { $unset: { agreedTo: 1 }, $set: { agreementDueAt } },
  )
  await Agreements.deleteMany({ iso: iso?._id, text: serviceAgreement })
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console')
  const door = page.getByRole('link', { name: /Read the service agreement/ })
  await door.getByText(/Your staff can go on until/).waitFor()
  await picture(page, 'agreement-dashboard')
  await door.click()
  await page.getByText('Answer for what your staff do in stores').waitFor()
  await page.setViewportSize(sizes.phone)
  await picture(page, 'agreement-open-360')
  await page.setViewportSize({ width: 1024, height: 800 })
  await page.getByRole('button', { name: 'Agree for our ISO' }).click()
  await page.getByText(/^By Olivia Tan/).waitFor()
  await picture(page, 'agreement-agreed-1024')
  expect(await page.getByRole('button', { name: 'Agree for our ISO' }).count()).toBe(0)
  expect(await Agreements.find({ iso: iso?._id, text: serviceAgreement }).lean()).toMatchObject([
    { version: 1, language: 'en', operator: { name: 'Olivia Tan' } },
  ])
  await page.getByRole('link', { name: 'Dashboard' }).click()
  await page.getByRole('heading', { name: 'To do' }).waitFor()
  await door.waitFor({ state: 'detached' })
})

test('Ravi opens a policy, edits it in both languages side by side, and publishes it', async () => {
  await haveSignedIn(world, 'ravi')
  const page = await openDevice(world, 'ravi', '/console/policies', {
    size: { width: 1024, height: 800 },
  })
  const row = page.getByRole('row', { name: /Alipay\+ Marketing Code/ })
  await row.getByText(/^1, in force since/).waitFor()
  await picture(page, 'policies-1024')
  await row.click()
  const panel = page.getByRole('complementary')
  await panel.getByText('Put it at the cashier, in full view of customers.').waitFor()
  await picture(page, 'policies-panel-1024')
  await panel.getByRole('button', { name: 'Publish a version' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 2' })
  const publish = dialog.getByRole('button', { name: 'Publish version 2' })
  const first = dialog.getByRole('group', { name: 'Rule 1', exact: true })
  await picture(page, 'policies-publish-1024')
  await first.getByLabel('Words · 简体中文').fill('')
  await publish.click()
  await first.getByText('Write it in this language too.').waitFor()
  expect(await AgreementTexts.findById(marketingCode).lean()).toMatchObject({ latest: 1 })
  await first.getByLabel('Words · 简体中文').fill('请先征得店主同意。')
  await first.getByLabel('Words · English').fill('Ask the owner of the store first.')
  const preview = dialog.getByRole('region', { name: 'As the phone shows it' })
  await preview.getByText('Ask the owner of the store first.').waitFor()
  await preview.getByText('简体中文').click()
  await preview.getByText('请先征得店主同意。').scrollIntoViewIfNeeded()
  await picture(page, 'policies-preview-1024')
  await page.setViewportSize(sizes.phone)
  await picture(page, 'policies-preview-360')
  await page.setViewportSize({ width: 1024, height: 800 })
  await publish.click()
  await dialog.waitFor({ state: 'detached' })
  await row.getByText(/^2, in force since/).waitFor()
  await panel.getByText('Ask the owner of the store first.').waitFor()
  await panel.getByText('Timeline', { exact: true }).click()
  await panel.getByText('Version 2 published').waitFor()
  await picture(page, 'policies-published-1024')
})

test('Ravi publishes a policy for Thailand, beginning with what counts everywhere else', async () => {
  await haveSignedIn(world, 'ravi')
  const page = await openDevice(world, 'ravi', '/console/policies')
  await page.getByRole('button', { name: 'Add for a country' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish for a country or region' })
  await dialog.getByLabel('For', { exact: true }).selectOption('Primary POSMs')
  await dialog.getByLabel('Country or region').selectOption('Thailand')
  await dialog.getByRole('group', { name: 'Rule 8', exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Publish version 1' }).click()
  await dialog.waitFor({ state: 'detached' })
  const row = page.getByRole('row', { name: /Primary POSMs.*Thailand/ })
  await row.getByText(/^1, in force since/).waitFor()
  await page.setViewportSize(sizes.phone)
  await picture(page, 'policies-360')
  const stored = await AgreementTexts.findOne({ country: 'TH' }).lean()
  expect(stored).toMatchObject({ kind: 'deployment_policy', product: 'primary_posm', latest: 1 })
})
