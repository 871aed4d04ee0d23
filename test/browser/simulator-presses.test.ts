/** A press in a frame of the simulated DingTalk is not lost to what comes or goes around the frame meanwhile. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { demoOrganisation } from '../../scripts/demo/people.ts'
import { openBrowser } from '../setup/open-browser.ts'
import { simulated, type Simulated } from '../scripts/dingtalk-simulator/simulated.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** A service whose page is a row of links, the first one as wide as the page, and which signs in every caller. */
async function standIn(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/sign-in') response.setHeader('set-cookie', 'session=1; Max-Age=864000')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const link = '<a style="display:block;height:40px" href="/opened">Open</a>'
    response.end(
      `<!doctype html><html lang="en"><body style="margin:0">${link}<h1>${request.url}</h1></body></html>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function visit(): Promise<{ page: Page; simulator: Simulated }> {
  const service = await standIn()
  const simulator = await simulated({ targetUrl: service, publicUrl: service })
  const context = await browser.newContext({ viewport: { width: 1800, height: 1000 } })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  // what goes by the clock waits until it is told to go on
  await page.clock.install()
  await page.goto(`${simulator.url}/#people=olivia`)
  return { page, simulator }
}

const desktop = (page: Page) => page.getByRole('region', { name: 'Desktop of Olivia Tan' })
const opened = (page: Page) =>
  desktop(page).frameLocator('iframe').getByRole('heading', { name: '/opened' })

/** Near the right end of the link, where messages are announced. */
async function pointAtLink(page: Page): Promise<void> {
  const link = desktop(page).frameLocator('iframe').getByRole('link', { name: 'Open' })
  const box = await link.boundingBox()
  if (!box) throw new Error('the link is not to be seen')
  await page.mouse.move(box.x + box.width - 60, box.y + box.height / 2)
}

async function deliverCard(simulator: Simulated): Promise<void> {
  await simulator.fresh('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'request',
    outTrackId: 'request-1',
    callbackType: 'STREAM',
    cardData: { cardParamMap: { title: 'Association request' } },
    openSpaceId: 'dtv1.card//IM_ROBOT.olivia01',
    imRobotOpenSpaceModel: {},
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: demoOrganisation.robotCode },
  })
}

test('what says how to sign in goes under a press, and the page stays where it is', async () => {
  const { page, simulator } = await visit()
  const hint = desktop(page).getByRole('note')
  await hint.waitFor()
  await pointAtLink(page)
  await page.mouse.down()
  await fetch(`${simulator.devices['olivia']}/sign-in`)
  await hint.waitFor({ state: 'detached' })
  await page.mouse.up()
  await opened(page).waitFor()
})

test('a press is for what lies below a message that was announced just now, and the next one opens the message', async () => {
  const { page, simulator } = await visit()
  await desktop(page).getByRole('note').waitFor()
  await page.clock.pauseAt(Date.now() + 60_000)
  await pointAtLink(page)
  await deliverCard(simulator)
  const notice = desktop(page).getByRole('status').getByRole('button')
  // the change is told by a timer of the page
  await expect.poll(async () => (await page.clock.runFor(50), notice.count())).toBe(1)
  await page.mouse.down()
  await page.mouse.up()
  await opened(page).waitFor()
  await page.clock.runFor(400)
  await page.mouse.down()
  await page.mouse.up()
  await desktop(page).getByRole('article', { name: 'Association request' }).waitFor()
})
