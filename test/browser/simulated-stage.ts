/** The page of phones beside a stand-in for the service: what its tests begin with. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { demoOrganisation } from '../../scripts/demo/people.ts'
import { simulated, type Simulated } from '../scripts/dingtalk-simulator/simulated.ts'
import { openBrowser } from '../setup/open-browser.ts'

export let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

/** A service whose every page says its own path. */
async function standIn(): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="en"><head><title>Title of ${path.split('?')[0]}</title></head>` +
        `<body><h1>${path}</h1><a href="/second">Second</a></body></html>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function visit(
  hash = '',
): Promise<{ page: Page; simulator: Simulated; service: string }> {
  const service = await standIn()
  const simulator = await simulated({ targetUrl: service, publicUrl: service })
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(`${simulator.url}/${hash}`)
  return { page, simulator, service }
}

export const phone = (page: Page, name: string) =>
  page.getByRole('region', { name: `Phone of ${name}` })
export const desktop = (page: Page, name: string) =>
  page.getByRole('region', { name: `Desktop of ${name}` })
export const guide = (page: Page) => page.getByRole('region', { name: 'What to try next' })

export async function deliverCard(simulator: Simulated, card: Record<string, string>) {
  const { robotCode } = demoOrganisation
  await simulator.fresh('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'request',
    outTrackId: 'request-1',
    callbackType: 'STREAM',
    cardData: { cardParamMap: card },
    openSpaceId: 'dtv1.card//IM_ROBOT.olivia01',
    imRobotOpenSpaceModel: {},
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
  })
}

export const request = {
  title: 'Association request',
  status: 'Waiting',
  statusKind: 'info',
  line1Label: 'Name',
  line1Value: 'Aroon Srisuk',
  button1Id: 'approve',
  button1Title: 'Approve',
  button1Style: 'primary',
}
