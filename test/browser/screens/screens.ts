/** The main screens of each kind of person, and the way through them. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { newId } from '../../../miniapp/api/new-id.ts'
import { system } from '../../../service/http/callers.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events, type EventRow } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { TestAccounts } from '../../../service/test-accounts/model.ts'
import { haveSignedIn } from '../../setup/people-at-work.ts'
import type { World } from '../../setup/world.ts'

/** An address, and something that is there once the screen is. */
interface Screen {
  name: string
  path: string
  there: (page: Page) => Locator
}

const words = (text: string) => (page: Page) => page.getByText(text).first()
const progress = (page: Page) => page.getByRole('progressbar')
const toggle = (page: Page) => page.getByRole('switch').first()
const choice = (page: Page) => page.getByRole('combobox').first()
const table = (page: Page) => page.getByRole('row').nth(1)

/** Opens one screen after the other and looks at each. */
export async function walk(
  world: World,
  page: Page,
  person: string,
  screens: Screen[],
  look: (name: string) => Promise<void>,
): Promise<void> {
  for (const { name, path, there } of screens) {
    await page.goto(world.onDevice(person, path))
    await there(page).waitFor()
    await look(name)
  }
}

/** Mei opens changes to what was rejected: a visit with something in every step. */
export async function workspaceScreens(world: World, mei: Page): Promise<Screen[]> {
  await mei.goto(world.onDevice('mei', '/work/results?status=rejected'))
  await mei.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await mei.getByRole('button', { name: 'Modify' }).waitFor()
  const result = new URL(mei.url()).pathname
  await mei.getByRole('button', { name: 'Modify' }).click()
  await mei.getByRole('button', { name: 'Done' }).waitFor()
  const spot = new URL(mei.url()).pathname
  const visit = spot.split('/').slice(0, 4).join('/')
  const { _id: task } = await Tasks.findOne({ 'store.name': 'Golden Crust Bakery' }).orFail().lean()
  return [
    { name: 'work', path: '/', there: words('Jade Garden Tea House') },
    { name: 'results', path: '/work/results', there: words('Golden Crust Bakery') },
    { name: 'result', path: result, there: words('Golden Crust Bakery') },
    { name: 'outbox', path: '/work/outbox', there: (page) => page.getByRole('heading').nth(1) },
    {
      name: 'policy',
      path: '/work/policy/marketing_code',
      there: (page) => page.getByRole('heading', { level: 2 }).first(),
    },
    { name: 'me', path: '/work/me', there: words('Mei Chen') },
    { name: 'my-messages', path: '/work/me/messages', there: toggle },
    {
      name: 'payment-verification',
      path: '/work/payment-verification',
      there: (page) => page.getByRole('heading', { level: 2 }).nth(1),
    },
    { name: 'tasks', path: '/work/tasks', there: words('Golden Crust Bakery') },
    { name: 'task', path: `/work/tasks/${task}`, there: words('Golden Crust Bakery') },
    { name: 'spot', path: spot, there: progress },
    ...['store', 'address', 'storefront', 'spots', 'supplement', 'check'].map((step) => ({
      name: step,
      path: `${visit}/${step}`,
      there: progress,
    })),
  ]
}

export const isoScreens: Screen[] = [
  { name: 'dashboard', path: '/console', there: words('Nok Phromma') },
  { name: 'staff', path: '/console/staff', there: table },
  {
    name: 'add-staff',
    path: '/console/staff?add=1',
    there: (page) => page.getByRole('dialog'),
  },
  { name: 'requests', path: '/console/staff/requests', there: words('Malee Suk') },
  {
    name: 'promotions',
    path: '/console/promotions',
    there: (page) => page.locator('section h2, tbody tr').first(),
  },
  {
    name: 'add-many',
    path: '/console/staff/add-many',
    there: (page) => page.getByRole('link', { name: 'XLSX' }),
  },
  { name: 'codes', path: '/console/marketing-codes', there: table },
  { name: 'join-code', path: '/console/join-code', there: (page) => page.getByRole('img') },
  {
    name: 'messages',
    path: '/console/messages',
    there: (page) => page.locator('section h2, tbody tr').first(),
  },
  {
    name: 'service-agreement',
    path: '/console/service-agreement',
    there: (page) => page.getByRole('heading', { level: 2 }).first(),
  },
  { name: 'settings', path: '/console/settings', there: choice },
  { name: 'preferences', path: '/console/preferences', there: toggle },
  {
    name: 'account',
    path: '/console/account',
    there: (page) => page.locator('section li').first(),
  },
  { name: 'missing', path: '/console/nowhere', there: words('Nok Phromma') },
]

/** As a delivery is left that was given up. */
const failed = (): EventRow => ({
  _id: newId(),
  type: 'workspaces.suspended',
  tenant: 'platform',
  subject: { kind: 'workspace', id: newId() },
  actor: system,
  at: new Date(),
  dueAt: new Date(),
  state: 'failed',
  attempts: 1,
  finished: [],
  data: {},
  failure: { handler: 'dingtalk-department', kind: 'refused', code: '60011', at: new Date() },
})

export async function platformScreens(world: World, ravi: Page): Promise<Screen[]> {
  await ravi.goto(world.onDevice('ravi', '/console/reviews'))
  await ravi.getByRole('link', { name: /^Lucky Seven/ }).click()
  await ravi.waitForURL(/reviews\/./)
  const review = new URL(ravi.url()).pathname
  const { _id: task } = await Tasks.findOne({ status: 'submitted' }).orFail().lean()
  await Events.create(failed())
  return [
    { name: 'queue', path: '/console/reviews', there: table },
    { name: 'decided', path: '/console/reviews/decided', there: table },
    {
      name: 'test-accounts',
      path: '/console/test-accounts',
      there: words('harbour.tester1@alipay.example'),
    },
    {
      name: 'failed-deliveries',
      path: '/console/failed-deliveries',
      there: table,
    },
    {
      name: 'dingtalk',
      path: '/console/dingtalk-state',
      there: (page) => page.getByRole('meter'),
    },
    { name: 'isos', path: '/console/isos', there: table },
    { name: 'policies', path: '/console/policies', there: table },
    { name: 'inspections', path: '/console/inspections', there: table },
    {
      name: 'inspection',
      path: `/console/inspections/${task}`,
      there: words('Baan Siam Kitchen'),
    },
    { name: 'desk', path: review, there: words('Lucky Seven Mini-market') },
  ]
}

/** Olivia lends Mei an account. */
export async function lendToMei(world: World): Promise<void> {
  await haveSignedIn(world, 'olivia')
  const mei = await StaffMembers.findOne({ name: 'Mei Chen' }).orFail().lean()
  const { iso } = mei
  const free = await TestAccounts.findOne({ iso, status: 'available', seen: false }).orFail().lean()
  const address = world.onDevice('olivia', `/api/v1/staff/${mei._id}/test-account`)
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: free._id }),
  })
  expect(answer.status).toBe(200)
}
