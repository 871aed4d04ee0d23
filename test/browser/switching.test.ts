/** Alipay Partners at upper left: the ISOs of a person, on the phone, and switching between them. */
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { randomUUIDv7 } from 'node:crypto'
import { StaffMembers, type StaffMember } from '../../service/staff/model.ts'
import { insertWorkspace } from '../../scripts/demo/rows.ts'
import { Workspaces, type Workspace } from '../../service/workspaces/model.ts'
import { addStaff, cancelInvitation, remove } from '../../service/staff/actions/decide.ts'
import type { Operator } from '../../service/http/callers.ts'
import {
  duringOutage,
  haveSignedIn,
  loadChineseFont,
  openDevice,
  passLanguage,
  photograph,
  picture,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const longName = 'Meridian Street Payments and Merchant Services (Singapore)'

let harbour: Workspace
let meridian: Workspace

/** An admin of an ISO does it on the console; here only the outcome counts. */
const adminOf = ({ _id }: Workspace) =>
  ({ id: 'admin', name: 'Some admin', workspace: { id: _id } }) as Operator

async function stateOf(iso: Workspace, name: string): Promise<StaffMember | undefined> {
  return (await StaffMembers.findOne({ iso: iso._id, name }).lean<StaffMember>()) ?? undefined
}

async function meiOf(iso: Workspace): Promise<StaffMember> {
  return (await stateOf(iso, 'Mei Chen')) ?? expect.fail('Mei is not on that list')
}

const becomes = (iso: Workspace, status: string) =>
  expect
    .poll(async () => (await stateOf(iso, 'Mei Chen'))?.status, { timeout: 20_000 })
    .toBe(status)

/** Another ISO adds Mei, and waits since she belongs to Harbour Pay. */
async function meridianWantsMei(): Promise<void> {
  if (await stateOf(meridian, 'Mei Chen')) return
  const { phone } = await meiOf(harbour)
  await addStaff(adminOf(meridian), { id: randomUUIDv7(), name: 'Mei Chen', phone })
  await becomes(meridian, 'invitation_failed')
}

async function openMei(): Promise<Page> {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  return mei
}

const upperLeft = (page: Page, isoName: string) =>
  page.getByRole('button', { name: `Alipay Partners ${isoName}` })

async function openList(page: Page, isoName: string) {
  await upperLeft(page, isoName).click()
  return page.getByRole('dialog')
}

/** Nothing reaches over the edge of the phone. */
const isWideEnough = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

beforeAll(async () => {
  harbour = (await Workspaces.findOne({ name: 'Harbour Pay' }).lean()) ?? expect.fail('no ISO')
  meridian = await insertWorkspace({ kind: 'iso', name: longName, email: 'boss@meridian.example' })
})

beforeEach(async () => {
  await Workspaces.updateMany({ kind: 'iso' }, { $set: { status: 'active' } })
})

test('with one ISO the list has it, marked, and says how another one comes in', async () => {
  const mei = await openMei()
  const list = await openList(mei, 'Harbour Pay')
  const rows = list.getByRole('listitem')
  await list.getByText('Another ISO? Ask it to add you').waitFor()
  expect(await rows.count()).toBe(1)
  expect(await rows.first().getAttribute('aria-current')).toBe('true')
  await picture(mei, 'isos-one')
  await list.getByRole('button', { name: 'Close' }).click()
  await list.waitFor({ state: 'detached' })
})

test('without network and when the service fails the sheet says so, and fills when asked again', async () => {
  const mei = await openMei()
  const path = '**/api/v1/me/staff/isos'
  await mei.route(path, (route) => route.abort('internetdisconnected'))
  const list = await openList(mei, 'Harbour Pay')
  await list.getByRole('heading', { name: 'No connection' }).waitFor()
  // the ISO one works for is known all the same
  await list.getByText('You work here now').waitFor()
  await picture(mei, 'isos-offline')
  await mei.unroute(path)
  await mei.route(path, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: '', status: 500, code: 'internal', title: '', remedy: '' }),
    }),
  )
  await duringOutage(async () => {
    await list.getByRole('button', { name: 'Try again' }).click()
    await list.getByRole('alert').waitFor()
    await picture(mei, 'isos-failed')
    await mei.unroute(path)
    await list.getByRole('button', { name: 'Try again' }).click()
    await list.getByText('Another ISO? Ask it to add you').waitFor()
  })
  expect(await list.getByRole('alert').count()).toBe(0)
})

test('what is not sent yet is named first, and the way to the outbox comes before switching', async () => {
  const mei = await openMei()
  await meridianWantsMei()
  await mei.getByRole('link', { name: 'Verification Tasks' }).click()
  await mei.getByRole('link', { name: 'Golden Crust Bakery' }).click()
  await mei.getByRole('button', { name: 'I am at the store: start' }).click()
  await mei.getByRole('button', { name: 'Go to the last open spot' }).waitFor()
  await photograph(mei, 'Counter with a Marketing Code')
  await mei.getByText('Damaged', { exact: true }).click()
  await mei.getByLabel('What is wrong?').fill('A corner is torn.')
  const path = '**/me/staff/tasks/*/answers/*'
  const problem = { type: '', title: '', remedy: '', status: 429, code: 'too_many_requests' }
  await mei.route(path, (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({ ...problem, retryAfter: 1 }),
    }),
  )
  await mei.getByRole('button', { name: 'Submit 1 spot' }).click()
  await mei.getByRole('link', { name: 'On its way: open the outbox' }).waitFor()
  await mei.goto(world.onDevice('mei', '/'))
  await mei.getByRole('link', { name: '1 waiting to send' }).waitFor()
  const list = await openList(mei, 'Harbour Pay')
  await list.getByRole('button', { name: `Switch to ${longName}` }).click()
  await list.getByText('1 item in the outbox is not sent yet.').waitFor()
  await list.getByText('1 verification task goes back to Alipay+.').waitFor()
  expect(await isWideEnough(mei)).toBe(true)
  await picture(mei, 'isos-unsent')
  await list.getByRole('link', { name: 'Open Outbox' }).click()
  await mei.getByRole('heading', { name: 'Outbox' }).waitFor()
  await mei.unroute(path)
  await mei.reload()
  await mei.getByRole('heading', { name: 'Everything is sent' }).waitFor()
  expect((await meiOf(harbour)).status).toBe('associated')
})

test('Mei sees who wants her, what she leaves behind, stays, then switches and is at work there', async () => {
  const mei = await openMei()
  await meridianWantsMei()
  const list = await openList(mei, 'Harbour Pay')
  await list.getByText('Wants to add you').waitFor()
  expect(await isWideEnough(mei)).toBe(true)
  await picture(mei, 'isos-wanted')
  await list.getByRole('button', { name: `Switch to ${longName}` }).click()
  await list.getByRole('heading', { name: `Switch to ${longName}?` }).waitFor()
  await list.getByText('Your work for Harbour Pay ends now.').waitFor()
  await list.getByText('What you submitted stays with Harbour Pay.').waitFor()
  await list.getByText('1 draft stays on this phone').waitFor()
  // none is lent to her
  await list.getByText(/test account/).waitFor({ state: 'detached' })
  expect(await isWideEnough(mei)).toBe(true)
  await picture(mei, 'isos-switching')
  await list.getByRole('button', { name: 'Stay' }).click()
  await list.getByText('Wants to add you').waitFor()
  expect((await meiOf(harbour)).status).toBe('associated')

  await list.getByRole('button', { name: `Switch to ${longName}` }).click()
  const path = '**/me/staff/isos/*/switch'
  await mei.route(path, (route) => route.abort('internetdisconnected'))
  await list.getByRole('button', { name: 'Switch now' }).click()
  await list.getByRole('alert').getByText('No connection').waitFor()
  await picture(mei, 'isos-switching-offline')
  await mei.unroute(path)
  await list.getByRole('button', { name: 'Switch now' }).click()
  await upperLeft(mei, longName).waitFor()
  expect((await meiOf(harbour)).status).toBe('left')
  expect((await meiOf(meridian)).status).toBe('associated')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await picture(mei, 'isos-switched-home')
  const after = await openList(mei, longName)
  await after.getByText(/You moved to another ISO on/).waitFor()
  expect(await isWideEnough(mei)).toBe(true)
  await picture(mei, 'isos-past')

  // the former ISO reads that she moved, not one of two things that may have happened
  await haveSignedIn(world, 'olivia')
  const { _id } = await meiOf(harbour)
  const olivia = await openDevice(world, 'olivia', `/console/staff/${_id}`)
  await olivia.getByText('No longer with your ISO: moved to another ISO.').waitFor()
})

test('an ISO that withdraws or is suspended while she reads cannot be switched to', async () => {
  const mei = await openDevice(world, 'mei')
  await upperLeft(mei, longName).waitFor()
  const { phone } = await meiOf(meridian)
  await addStaff(adminOf(harbour), { id: randomUUIDv7(), name: 'Mei Chen', phone })
  await becomes(harbour, 'invitation_failed')
  await Workspaces.updateOne({ _id: harbour._id }, { $set: { status: 'suspended' } })
  const list = await openList(mei, longName)
  await list.getByText('You can switch once it is resumed.').waitFor()
  expect(await list.getByRole('button', { name: 'Switch to Harbour Pay' }).count()).toBe(0)
  await picture(mei, 'isos-suspended')
  await Workspaces.updateOne({ _id: harbour._id }, { $set: { status: 'active' } })
  await list.getByRole('button', { name: 'Switch to Harbour Pay' }).click()
  await list.getByText(`Your work for ${longName} ends now.`).waitFor()
  await cancelInvitation(await meiOf(harbour), adminOf(harbour))
  const press = list.getByRole('button', { name: 'Switch now' })
  // by now it may be refused, or disabled already
  await press.click({ force: true })
  await list.getByText('Harbour Pay has withdrawn its invitation.').waitFor()
  expect(await press.isDisabled()).toBe(true)
  await picture(mei, 'isos-withdrawn')
  await list.getByRole('button', { name: 'Stay' }).click()
  // still a past one, ended as it was before the invitation
  await list.getByText(/You moved to another ISO on/).waitFor()
  expect((await meiOf(meridian)).status).toBe('associated')
})

test('removed, she still opens the list, in Chinese too', async () => {
  const mei = await openDevice(world, 'mei')
  await upperLeft(mei, longName).waitFor()
  await mei.getByRole('button', { name: 'Language' }).click()
  await mei.getByText('简体中文').click()
  await remove(await meiOf(meridian), adminOf(meridian))
  const opener = mei.getByRole('button', { name: /^Alipay Partners 尚未加入 ISO/ })
  await opener.waitFor()
  await loadChineseFont(mei)
  await picture(mei, 'isos-removed')
  await opener.click()
  await mei.getByText(/已于.*移除您/).waitFor()
  expect(await isWideEnough(mei)).toBe(true)
  await picture(mei, 'isos-removed-list')
})
