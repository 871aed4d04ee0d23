/** A visitor at the page of the simulated DingTalk, in a real browser, with a stand-in for the service behind the devices. */
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../scripts/demo/people.ts'
import { streamClient } from '../scripts/dingtalk-simulator/simulated.ts'
import { installDingTalk } from '../setup/install-dingtalk.ts'
import { deliverCard, desktop, guide, phone, request, visit } from './simulated-stage.ts'

test('a visitor is led from the signup message to the app in the workbench', async () => {
  const { page, simulator } = await visit()
  const lin = phone(page, 'Lin Wei')
  await lin.getByText('No text messages').waitFor()
  await simulator.old('/topapi/v2/user/create', {
    name: 'Lin Wei',
    mobile: '+65-81230002',
    dept_id_list: '1',
  })
  await guide(page).getByText('got DingTalk’s signup message').waitFor()
  await installDingTalk(lin)
  await lin.getByRole('button', { name: /invites you to join/ }).click()
  await lin.getByRole('button', { name: 'Agree' }).click()
  await lin.getByText('You joined Alipay Partners').waitFor()
  await guide(page).getByText('Lin is associated').waitFor()
  expect((await simulator.person('lin')).member).toBe(true)

  await lin.getByRole('button', { name: 'Back to Messages' }).click()
  await lin.getByRole('button', { name: 'Workbench' }).click()
  await lin.getByRole('button', { name: 'Partner Workspace' }).click()
  const app = lin.frameLocator('iframe')
  await app.getByRole('heading', { name: `/?corpid=${demoOrganisation.corpId}` }).waitFor()
  await lin.getByRole('heading', { name: 'Title of /' }).waitFor()
  await app.getByRole('link', { name: 'Second' }).click()
  await lin.getByRole('heading', { name: 'Title of /second' }).waitFor()
  await lin.getByRole('button', { name: 'Back', exact: true }).click()
  await lin.getByRole('heading', { name: 'Title of /', exact: true }).waitFor()
  await lin.getByRole('button', { name: 'Back', exact: true }).click()
  await lin.locator('iframe').waitFor({ state: 'detached' })
})

test('a card says when the service did not answer, and changes when it did', async () => {
  const { page, simulator } = await visit('#people=olivia')
  await deliverCard(simulator, request)
  const olivia = desktop(page, 'Olivia Tan')
  await olivia.getByRole('button', { name: /^DingTalk/ }).click()
  const approve = olivia.getByRole('button', { name: 'Approve', exact: true })
  await approve.click()
  await olivia.getByText(/^Not done: /).waitFor()

  const client = await streamClient(simulator, ({ type }) =>
    type === 'CALLBACK'
      ? {
          code: 200,
          data: {
            response: {
              cardData: {
                cardParamMap: { title: request.title, status: 'Approved', statusKind: 'success' },
              },
            },
          },
        }
      : undefined,
  )
  await approve.click()
  await olivia.getByRole('article').getByText('Approved').waitFor()
  expect(await approve.count()).toBe(0)
  const [press] = await client.until(({ type }) => type === 'CALLBACK')
  expect(String(press?.data.content)).toContain('approve')
})

test('Mei says it in speech and with a picture, and the service hears which; a card is announced in her language', async () => {
  const { page, simulator } = await visit('#people=mei')
  const client = await streamClient(simulator, ({ type }) =>
    type === 'CALLBACK' ? { code: 200, data: { response: {} } } : undefined,
  )
  const { robotCode } = demoOrganisation
  await simulator.fresh('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode,
    userIds: ['mei04'],
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: 'Welcome' }),
  })
  const mei = phone(page, 'Mei Chen')
  await mei
    .getByRole('button', { name: /Welcome/ })
    .first()
    .click()
  const line = mei.getByRole('textbox', { name: /^Write to/ })
  const other = mei.getByRole('button', { name: 'Send in another way' })
  await other.click()
  const speech = page.getByRole('button', { name: /^As speech Understood/ })
  expect(await speech.isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await line.fill('今天')
  await other.click()
  await speech.click()
  await expect.poll(() => client.frames.at(-1)?.data.msgtype).toBe('audio')
  expect(client.frames.at(-1)?.data.content).toMatchObject({ recognition: '今天' })
  await mei.getByText('🎤 4 s · 今天').waitFor()
  await line.fill('approve 3')
  await other.click()
  await page.getByRole('button', { name: /^With a picture/ }).click()
  await expect.poll(() => client.frames.at(-1)?.data.msgtype).toBe('richText')

  await mei.getByRole('button', { name: 'Back to Messages' }).click()
  await mei.getByRole('button', { name: 'Workbench' }).click()
  await simulator.ask('PATCH', '/simulator/api/people/mei/device', { language: 'zh-CN' })
  await simulator.fresh('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'request',
    outTrackId: 'announced',
    cardData: { cardParamMap: { title: 'Review result' } },
    openSpaceId: 'dtv1.card//im_robot.mei04',
    imRobotOpenSpaceModel: {
      lastMessageI18n: { EN_US: 'Review result', ZH_CN: '审核结果' },
      notification: { alertContent: '门店已通过' },
    },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
  })
  const notice = mei.getByRole('button', { name: /门店已通过/ })
  await notice.waitFor()
  await mei.getByRole('button', { name: /^Messages/ }).click()
  await mei.getByRole('button', { name: /审核结果/ }).waitFor()
})

test('a numbered list keeps its numbers, since people answer with them, and other lists have dots', async () => {
  const { page, simulator } = await visit('#people=mei')
  const { robotCode } = demoOrganisation
  await simulator.fresh('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode,
    userIds: ['mei04'],
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: 'Who is meant?\n1. Jun Hao\n2. Priya\n- one of them' }),
  })
  const mei = phone(page, 'Mei Chen')
  await mei
    .getByRole('button', { name: /Who is meant/ })
    .first()
    .click()
  const lines = mei
    .getByRole('listitem')
    .filter({ hasText: 'Who is meant?' })
    .getByRole('paragraph')
  await lines.first().waitFor()
  const seen = await lines.evaluateAll((all) =>
    all.map((line) => {
      const { content } = getComputedStyle(line, '::before')
      return `${content === 'none' ? '' : `${content} `}${line.textContent}`
    }),
  )
  expect(seen).toEqual(['Who is meant?', '1. Jun Hao', '2. Priya', '"•" one of them'])
})

test('what a scanned code says opens on the phone when it is the service’s, and is shown when not', async () => {
  const { page, simulator, service } = await visit('#people=aroon')
  await simulator.ask('PUT', '/simulator/api/tray/codes', [
    { label: 'Join Harbour Pay', text: `${service}/join/harbour` },
    { label: 'Marketing Code', text: 'APMC-HP-0001' },
  ])
  const aroon = phone(page, 'Aroon Srisuk')
  await aroon.getByRole('button', { name: 'Scan', exact: true }).click()
  await aroon.getByRole('button', { name: /^Marketing Code/ }).click()
  await aroon.getByText('The code says: APMC-HP-0001').waitFor()
  await aroon.getByRole('button', { name: /^Join Harbour Pay/ }).click()
  await aroon.frameLocator('iframe').getByRole('heading', { name: '/join/harbour' }).waitFor()
})

test('a link on a desktop opens inside DingTalk when it says so, and in a browser when it does not', async () => {
  const { page, simulator, service } = await visit('#people=olivia')
  const inside = `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(`${service}/console/x`)}&pc_slide=true`
  await deliverCard(simulator, {
    title: 'Import finished',
    button1Title: 'Open inside',
    button1Url: inside,
    button2Title: 'Open plain',
    button2Url: `${service}/console/y`,
  })
  const olivia = desktop(page, 'Olivia Tan')
  await olivia.getByRole('button', { name: /^DingTalk/ }).click()
  const browserWindow = page.waitForEvent('popup')
  await olivia.getByRole('button', { name: 'Open plain' }).click()
  await (await browserWindow).getByRole('heading', { name: '/console/y' }).waitFor()
  await olivia.getByRole('button', { name: 'Open inside' }).click()
  await olivia.frameLocator('iframe').getByRole('heading', { name: '/console/x' }).waitFor()
})

test('a link opened for a person who is not in view brings their device into it, and the choice outlives a reload', async () => {
  const { page, simulator, service } = await visit('#people=mei')
  await phone(page, 'Mei Chen').waitFor()
  await simulator.ask('POST', '/simulator/api/people/olivia/open', { url: `${service}/console/x` })
  const olivia = desktop(page, 'Olivia Tan')
  await olivia.frameLocator('iframe').getByRole('heading', { name: '/console/x' }).waitFor()
  await page.getByRole('button', { name: 'Hide the device of Olivia Tan' }).click()
  expect(new URL(page.url()).hash).toBe('#people=mei')
  await page.reload()
  await phone(page, 'Mei Chen').waitFor()
  expect(await olivia.count()).toBe(0)
})

test('a device without network keeps its page away until the network is back', async () => {
  const { page } = await visit('#people=mei')
  const mei = phone(page, 'Mei Chen')
  await mei.getByRole('button', { name: /take the device offline/ }).click()
  await mei.getByRole('button', { name: 'Workbench' }).click()
  await mei.getByRole('button', { name: 'Partner Workspace' }).click()
  await mei.getByText('No network on this device.').waitFor()
  await mei.getByRole('button', { name: /bring the device online/ }).click()
  await mei.frameLocator('iframe').getByRole('heading').waitFor()
})

test('faults are switched on and off, and used-up ones go by themselves', async () => {
  const { page, simulator } = await visit()
  await page.getByRole('button', { name: 'Faults' }).click()
  await page.getByText('Adding a person', { exact: true }).click()
  const full = page.getByRole('switch', { name: /40019/ })
  await full.click()
  await page.getByRole('heading', { name: 'Active rules (1)' }).waitFor()
  const { body } = await simulator.old('/topapi/v2/user/create', {
    name: 'Lin Wei',
    mobile: '+65-81230002',
    dept_id_list: '1',
  })
  expect(body.errcode).toBe(40019)
  await page.getByText('None: DingTalk behaves.').waitFor()
  expect(await full.getAttribute('aria-checked')).toBe('false')
})

test('limits and permissions are changed in the panel, and hold at once', async () => {
  const { page, simulator } = await visit()
  await page.getByRole('button', { name: 'Faults' }).click()
  await page.getByText('Limits and permissions').click()
  await page.getByLabel('Calls in a month').fill('0')
  await page.getByLabel('qyapi_get_member', { exact: true }).uncheck()
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  const settings = async () => (await simulator.ask('GET', '/simulator/api/settings')).body
  await expect
    .poll(settings)
    .toMatchObject({ callsPerMonth: 0, missingScopes: ['qyapi_get_member'], consentNeeded: true })
  const { body } = await simulator.old('/auth/scopes', {})
  expect(body).toMatchObject({ errcode: 88, sub_code: '90020' })

  await simulator.ask('PATCH', '/simulator/api/settings', { callsPerMonth: null })
  const token = await simulator.token()
  await page.getByRole('button', { name: 'End all access tokens' }).click()
  await expect.poll(() => simulator.token()).not.toBe(token)
})

test('the page says when the simulator is gone and goes on by itself when it is back', async () => {
  const { page } = await visit()
  await phone(page, 'Lin Wei').waitFor()
  await page.route('**/simulator/api/**', (route) => route.abort())
  await page.reload({ waitUntil: 'commit' })
  await page.getByText('The simulator is not running').waitFor()
  await page.unroute('**/simulator/api/**')
  await phone(page, 'Lin Wei').waitFor()
})
