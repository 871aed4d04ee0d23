/** Where something of ours failed, a person can report it, with what support needs and nothing about themselves. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  duringOutage,
  haveSignedIn,
  openDevice,
  passLanguage,
  picture,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
const requestId = 'e1f7a2c4-0000-4000-8000-00000000feed'

/** The service answers with a fault of its own. */
async function failAt(page: Page, path: string, status = 500, code = 'internal'): Promise<void> {
  await page.route(`**/api/v1/${path}`, (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'A fault of the service',
        remedy: 'Try again.',
        status,
        code,
        requestId,
      }),
    }),
  )
}

/** Presses *Report a problem*. @returns what would be sent */
async function reportOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Report a problem' }).first().click()
  await page.getByText(/your contact at Alipay\+/).waitFor()
  return page.getByLabel('What to send').innerText()
}

test('the phone: the text has the number of the request, the time and the screen, and no name', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await duringOutage(async () => {
    await failAt(mei, 'submissions?*')
    await mei.goto(world.onDevice('mei', '/work/results?search=Golden'))
    const report = await reportOf(mei)
    await picture(mei, 'report on the phone')
    expect(report).toContain(requestId)
    expect(report).toMatch(/Time: \d{4}-\d\d-\d\dT/)
    expect(report).toContain('Screen: /work/results\n')
    expect(report).not.toMatch(/Mei|Golden|\+65|Harbour/)
  })
})

test('the console has the same; a refusal and a lost signal are nothing to report', async () => {
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/join-code')
  await olivia.getByRole('img').first().waitFor()
  await duringOutage(async () => {
    await failAt(olivia, 'staff?*')
    await olivia.goto(world.onDevice('olivia', '/console/staff'))
    expect(await reportOf(olivia)).toContain(requestId)
    await picture(olivia, 'report on the console')
    await olivia.unroute('**/api/v1/staff?*')

    await failAt(olivia, 'staff?*', 403, 'not_allowed')
    await olivia.goto(world.onDevice('olivia', '/console/staff'))
    await olivia.getByRole('heading', { level: 2 }).first().waitFor()
    expect(await olivia.getByRole('button', { name: 'Report a problem' }).count()).toBe(0)
    await olivia.unroute('**/api/v1/staff?*')

    await olivia.route('**/api/v1/staff?*', (route) => route.abort('internetdisconnected'))
    await olivia.goto(world.onDevice('olivia', '/console/staff'))
    await olivia.getByRole('heading', { name: 'No connection' }).waitFor()
    expect(await olivia.getByRole('button', { name: 'Report a problem' }).count()).toBe(0)
  })
})

test('on the page for joining, the code that lets people ask is left out', async () => {
  const nok = await openDevice(world, 'nok')
  await duringOutage(async () => {
    await failAt(nok, 'join/**')
    await nok.goto(world.onDevice('nok', '/join/aCodeOfAnIso1234567890'))
    const report = await reportOf(nok)
    expect(report).toContain('Screen: /join/…\n')
    expect(report).not.toContain('aCodeOfAnIso')
  })
})

test('at home, that what is to do could not be loaded can be reported', async () => {
  // a page of its own first: nothing is remembered yet
  const mei = await openDevice(world, 'mei', '/favicon.svg')
  await duringOutage(async () => {
    await failAt(mei, 'me/staff/tasks*')
    await failAt(mei, 'submissions?*')
    await mei.goto(world.onDevice('mei', '/?corpid=dingalipaypartners'))
    const todo = mei.getByRole('region', { name: 'To do' })
    await passLanguage(mei, todo.getByText('Could not be loaded'))
    await picture(mei, 'report at home')
    expect(await reportOf(mei)).toContain(requestId)
    await picture(mei, 'report at home opened')
  })
})

test('in a field of a dialog and in a notice it can be reported too', async () => {
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff/requests')
  await olivia.getByRole('button', { name: 'Approve Priya Nair' }).waitFor()
  await duringOutage(async () => {
    await failAt(olivia, 'staff/*/approve')
    await olivia.getByRole('button', { name: 'Approve Priya Nair' }).click()
    expect(await reportOf(olivia)).toContain(requestId)
    await picture(olivia, 'report in a notice')

    await failAt(olivia, 'staff/decisions')
    await olivia.goto(world.onDevice('olivia', '/console/staff/requests'))
    await olivia.getByRole('checkbox').first().check()
    const bar = olivia.getByRole('region', { name: 'Selected people' })
    await bar.getByRole('button', { name: /^Approve/ }).click()
    const dialog = olivia.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Approve/ }).click()
    await dialog.getByRole('alert').waitFor()
    expect(await reportOf(olivia)).toContain(requestId)
    await picture(olivia, 'report in a dialog')
  })
})
