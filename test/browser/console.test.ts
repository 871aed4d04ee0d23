/** What people at a desk rely on: nothing typed or chosen is lost and keys do the work. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { MarketingCodes } from '../../service/marketing-codes/model.ts'
import { StaffMembers } from '../../service/staff/model.ts'
import { buildOperator } from '../setup/people.ts'
import {
  haveSignedIn,
  lookAtPhoto,
  openDevice,
  openPlain,
  picture,
  signIn,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** Ends the session as another tab or a long absence would. */
async function endSession(page: Page): Promise<void> {
  await page.evaluate(() =>
    fetch('/api/v1/sessions/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'operator' }),
    }),
  )
}

test('a session that ends over a half-filled form is taken up again without losing the form', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff?add=1')
  const form = page.getByRole('dialog', { name: 'Add Staff' })
  await form.getByLabel('Name').fill('Farah Aziz')
  await form.getByLabel('Phone number').fill('+65 8123 0071')
  await endSession(page)
  await form.getByRole('button', { name: 'Add and invite' }).click()
  const again = page.getByRole('dialog', { name: 'Sign in again' })
  await picture(page, 'console-session-ended')
  expect(await again.getByLabel('Email').inputValue()).toBe('olivia@harbourpay.example')
  await signIn(page, 'olivia')
  await again.waitFor({ state: 'hidden' })
  expect(await form.getByLabel('Name').inputValue()).toBe('Farah Aziz')
  await form.getByRole('button', { name: 'Add and invite' }).click()
  await page.getByRole('row', { name: /Farah Aziz/ }).waitFor()
})

test('what could not be shown without network comes by itself once it is back', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia')
  const signal = (online: boolean) =>
    world.phones.send('PATCH', '/people/olivia/device', { online })
  await page.getByRole('link', { name: 'General' }).waitFor()
  await signal(false)
  await page.getByText('You are offline, so this may be out of date.').waitFor()
  await page.getByRole('link', { name: 'General' }).click()
  await page.getByRole('heading', { name: 'No connection' }).waitFor()
  await signal(true)
  await page.getByRole('combobox').waitFor()
})

test('a request that is approved by a double press is approved once, and no other admin is said to have been faster', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/requests')
  const sent: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'POST' && pathname.endsWith('/approve')) sent.push(pathname)
  })
  await page.getByRole('button', { name: 'Approve Priya Nair' }).dblclick()
  await page.getByText('Priya Nair is approved.').waitFor()
  await page.getByRole('button', { name: 'Approve Priya Nair' }).waitFor({ state: 'detached' })
  expect(sent).toHaveLength(1)
  expect(await page.getByText('already approved').count()).toBe(0)
})

test('an approval and a rejection can be undone for ten seconds, by the button and by the key', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/requests')
  const name = 'Jun Hao Lim'
  const card = page.getByRole('listitem', { name })
  await card.getByRole('button', { name: `Approve ${name}` }).click()
  await page.getByText(`${name} is approved.`).waitFor()
  await card.waitFor({ state: 'detached' })
  await picture(page, 'request undo')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The request is waiting again.').waitFor()
  await card.getByRole('button', { name: `Reject ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().check()
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await page.getByText(`${name} is rejected`).waitFor()
  await dialog.waitFor({ state: 'detached' })
  await card.waitFor({ state: 'detached' })
  await page.keyboard.press('u')
  await card.getByRole('button', { name: `Approve ${name}` }).waitFor()
  expect((await StaffMembers.findOne({ name }).orFail().lean()).status).toBe('requested')
})

test('an operator who may not see the queue begins at the first page of their navigation', async () => {
  const roles = ['platform.operations']
  const { account, password } = await buildOperator(world.publicUrl, { kind: 'platform', roles })
  const page = await openPlain(world, '/console')
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'ISOs', level: 1 }).waitFor()
  const first = page.getByRole('navigation').getByRole('link').first()
  expect(await first.getAttribute('aria-current')).toBe('page')
})

test('a name copied from contacts is taken without the hidden signs around it', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff?add=1')
  const form = page.getByRole('dialog', { name: 'Add Staff' })
  await form.getByLabel('Name').fill('\u2068Goh Wen\u2069')
  await form.getByLabel('Phone number').fill('+65 8123 0072')
  await form.getByRole('button', { name: 'Add and invite' }).click()
  await page.getByRole('link', { name: 'Goh Wen', exact: true }).waitFor()
  await page.goto(world.onDevice('olivia', '/console/settings'))
  const name = page.getByRole('textbox')
  await name.fill('\u202eHarbour Pay\u202c')
  expect(await name.inputValue()).toBe('Harbour Pay')
})

test('Olivia walks through her staff by keys, and the filter is in an address she can send on', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  await page.getByRole('button', { name: /^Associated/ }).click()
  const names = page.getByRole('table', { name: 'Staff Details' }).getByRole('link')
  await expect.poll(() => page.getByRole('row', { name: /Requested/ }).count()).toBe(0)
  const [first, second] = await names.allTextContents()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: first ?? '' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('complementary', { name: second ?? '' }).waitFor()
  await picture(page, 'console-staff-open')
  await page.keyboard.press('Escape')
  await page.getByRole('complementary', { name: second ?? '' }).waitFor({ state: 'detached' })
  expect(new URL(page.url()).search).toBe('?status=associated')
  await page.reload()
  await page.getByRole('button', { name: /^Associated/, pressed: true }).waitFor()
})

test('Ravi decides by keys alone, is warned of a photo he has not seen, and loses nothing by a reload', async () => {
  await haveSignedIn(world, 'ravi')
  const page = await openDevice(world, 'ravi')
  await page.getByRole('row', { name: /Harbour View Café/ }).click()
  await page.getByRole('heading', { name: 'Harbour View Café', level: 1 }).waitFor()
  await page.getByRole('img', { name: 'Store, photo 1 of 1' }).waitFor()

  await page.keyboard.press('a')
  await page.keyboard.press('r')
  await page.keyboard.press('Enter')
  await page.getByText('Spot 2 is not reviewed yet.').waitFor()
  await page.keyboard.press('a')
  await page.keyboard.press('a')
  await page.keyboard.press('s')
  await page.getByText('Spot 1 is rejected without a reason.').waitFor()
  await page.keyboard.press('1')
  await page.reload()
  await page.getByRole('button', { name: 'Send 4 decisions' }).waitFor()
  await lookAtPhoto(page, 'Store')
  await picture(page, 'console-desk')

  await page.keyboard.press('u')
  await page.keyboard.press('s')
  await page.getByText('Spot 1 is rejected without a reason.').waitFor()
  await page.keyboard.press('1')
  await lookAtPhoto(page, 'Spot 1')
  await page.keyboard.press('Enter')
  await page.getByText('2 photos were not viewed yet: Spot 2 and Spot 3.').waitFor()
  await picture(page, 'console-desk-unseen')
  // the page goes to each photo that was missed; looking at them is enough
  await lookAtPhoto(page, 'Spot 2')
  await page.keyboard.press('ArrowDown')
  await lookAtPhoto(page, 'Spot 3')
  await page.keyboard.press('Enter')
  await page.getByText('Decision on Harbour View Café sent.').waitFor()
  await page.getByText('1 reviewed today').waitFor()
  await page.keyboard.press('Escape')
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route(/state=decided/, async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('row', { name: /Lucky Seven/ }).waitFor()
  await page.getByRole('link', { name: 'Reviewed' }).click()
  await page.getByRole('heading', { name: 'Reviewed', level: 1 }).waitFor()
  // what waits is not shown as decided meanwhile
  expect(await page.getByRole('row').count()).toBe(0)
  answer()
  await page.getByRole('row', { name: /Harbour View Café.*Rejected/ }).waitFor()
})

test('a revision that was sent in again shows what is new and why it was rejected before', async () => {
  await haveSignedIn(world, 'ravi')
  const page = await openDevice(world, 'ravi')
  await page.getByRole('row', { name: /Lucky Seven.*Revision 2 · modified/ }).click()
  const spot = page.getByRole('region', { name: 'Spot 1' })
  await spot.getByText('Rejected before').waitFor()
  await spot.getByText('Changed').waitFor()
  await spot.getByRole('button', { name: 'Look at earlier photo 1' }).click()
  await page.getByText('From revision 1, no longer used').waitFor()
  await picture(page, 'console-desk-revision')
})

test('two reviewers at the same submission: the second is told that the first decision stands', async () => {
  await haveSignedIn(world, 'ravi')
  const page = await openDevice(world, 'ravi')
  await page.getByRole('row', { name: /Chao Phraya Gifts/ }).click()
  await page.getByRole('heading', { name: 'Chao Phraya Gifts', level: 1 }).waitFor()
  const answered = page.evaluate(async () => {
    const id = location.pathname.split('/').pop()
    const opened = await (await fetch(`/api/v1/reviews/${id}`)).json()
    const items = ['store', ...opened.submission.spots.map((spot: { id: string }) => spot.id)]
    const answer = await fetch(`/api/v1/reviews/${id}/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        revision: opened.submission.revision,
        decisions: items.map((item) => ({ item, status: 'approved', reasons: [], note: '' })),
      }),
    })
    return answer.status
  })
  expect(await answered).toBe(200)
  await page.getByText('Someone else has reviewed this').waitFor()
  await picture(page, 'console-desk-overtaken')
  expect(await page.getByRole('button', { name: /^Approve / }).count()).toBe(0)
})

test('a lost Marketing Code is found without its hyphens and retired, with the reason', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia')
  await page.getByRole('link', { name: 'Marketing Codes', exact: true }).first().click()
  const { _id: code } = await MarketingCodes.findOne({ status: 'issued' }).orFail().lean()
  for (const width of [1024, 360]) {
    await page.setViewportSize({ width, height: 740 })
    await page.getByText(code, { exact: true }).waitFor()
    await picture(page, `codes ${width}`)
  }
  await page.getByRole('searchbox').fill(code.replaceAll('-', '').toLowerCase())
  await page.getByRole('link', { name: code }).click()
  await page.getByText('Staff can bind it to a spot.').waitFor()
  await picture(page, 'code 360')
  await page.setViewportSize({ width: 1024, height: 740 })
  await page.getByRole('button', { name: 'Retire', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Retire ${code}` })
  await dialog.getByRole('button', { name: 'Retire this code' }).click()
  await dialog.getByText('Choose why it is retired.').waitFor()
  await dialog.getByText('Lost', { exact: true }).click()
  await picture(page, 'code-retire 1024')
  await dialog.getByRole('button', { name: 'Retire this code' }).click()
  await page.getByText(`${code} is retired.`).waitFor()
  await page.getByText('It can never be used again.').waitFor()
  expect(await page.getByRole('button', { name: 'Retire', exact: true }).count()).toBe(0)
  await picture(page, 'code-retired 1024')
  expect((await MarketingCodes.findById(code).orFail().lean()).history.at(-1)?.reason).toBe('lost')
})
