/** The set-up check against the simulated DingTalk: all is well, then each thing that can be wrong is told on its line. */
import { beforeEach, describe, expect, test } from 'vitest'
import { checkDingTalk, settingsFindings } from '../../../scripts/dingtalk-check/check.ts'
import { checkTokens } from '../../../scripts/dingtalk-check/checks/tokens.ts'
import { askDingTalk } from '../../../scripts/dingtalk-check/dingtalk.ts'
import type { Finding } from '../../../scripts/dingtalk-check/findings.ts'
import { places } from '../../../scripts/dingtalk-check/places.ts'
import { tableOf } from '../../../scripts/dingtalk-check/table.ts'
import { BadConfiguration, config, readConfig } from '../../../service/config.ts'
import { dingtalk, look, publicUrl, rule, set, wrongOnes } from './checked.ts'

/** A card of the service that runs beside the check. */
async function cardTo(userId: string, outTrackId: string): Promise<void> {
  const door = askDingTalk(config())
  await checkTokens(door)
  const { code } = await door.askNew('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'template',
    outTrackId,
    callbackType: 'STREAM',
    cardData: { cardParamMap: { title: 'A request', button1Id: 'staff.approve' } },
    openSpaceId: `dtv1.card//IM_ROBOT.${userId}`,
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
  })
  expect(code).toBe('ok')
}

test('a set-up that is right has nothing wrong, by Stream and by callback', async () => {
  const byStream = await look()
  expect(wrongOnes(byStream)).toEqual([])
  expect(byStream.length).toBeGreaterThan(20)
  expect(tableOf(byStream)).toContain('Nothing that can be seen is wrong.')

  set({ DINGTALK_EVENTS: 'callback' })
  expect(wrongOnes(await look())).toEqual([])
})

test('what DingTalk sends to no one is not called right: it is listed with what should stand there', async () => {
  const findings = await look()
  const compared = findings.filter(({ state }) => state === 'compare')
  const seen = Object.fromEntries(compared.map((one) => [one.subject, one.seen]))
  expect(Object.keys(seen)).toEqual([
    'Card template',
    'Subscribed events',
    'Entered home URL, mobile',
    'Entered home URL, pc',
    'Entered home URL, managementBackend',
    'Redirect URLs',
    'Login URLs inside DingTalk',
    'Egress IPs',
  ])
  expect(seen['Subscribed events']).toContain('user_leave_org')
  expect(seen['Redirect URLs']).toBe(`${publicUrl}/console/dingtalk`)
  expect(tableOf(findings)).toContain(places.security)
  const card = JSON.stringify(await dingtalk.control('GET', '/state'))
  expect(card).toContain('value 6')
  expect(card).toContain('Button 5')
})

test('it sends only to those who were named, and changes no person', async () => {
  const before = await dingtalk.control('GET', '/state')
  const findings = await look('')
  expect(await dingtalk.control('GET', '/state')).toEqual(before)
  expect(findings.filter(({ state }) => state === 'skipped').map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['Robot', 'Card template', 'Card buttons']),
  )
})

describe('the buttons of the card', () => {
  const said: string[] = []
  beforeEach(() => said.splice(0))

  interface Sent {
    title: string
    outTrackId: string
    status?: string
    buttons: { id: string; url?: string }[]
  }

  /** A card that Mei has got. */
  async function sent(which = /./): Promise<Sent> {
    const { people } = (await dingtalk.control('GET', '/state')) as {
      people: { id: string; chats: { messages: Sent[] }[] }[]
    }
    const mei = people.find(({ id }) => id === 'mei')
    const messages = mei?.chats.flatMap((chat) => chat.messages) ?? []
    return (
      messages.find(({ outTrackId }) => outTrackId && which.test(outTrackId)) ?? {
        title: '',
        outTrackId: '',
        buttons: [],
      }
    )
  }

  /** Looks, presses once it is said that a press is waited for, and returns the line about it. */
  async function pressed(press?: object, milliseconds = 30_000): Promise<Finding | undefined> {
    const waiting = { milliseconds, say: (line: string) => said.push(line) }
    const looking = checkDingTalk(config(), { to: 'mei04', waiting })
    await expect.poll(() => said, { timeout: 20_000 }).toHaveLength(1)
    const { outTrackId } = await sent()
    if (press) await dingtalk.control('POST', `/people/mei/cards/${outTrackId}/press`, press)
    return (await looking).find(({ subject }) => subject === 'Card buttons')
  }

  test('are pressed: the id of the button came as its parameter', async () => {
    expect(await pressed({ actionId: 'check.press2' })).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining('with its id in params.actionId') as string,
    })
    expect(said[0]).toContain('Waiting 30 s for mei04 to press')
    const { buttons, status } = await sent()
    expect(status).toContain('Pressed')
    expect(buttons.map(({ url }) => url !== undefined)).toEqual([false, false, false, false, true])
  })

  test('bring no id where the template does not bind it, and what to bind is said', async () => {
    const unbound = { actionId: 'single_button_node_ocltl6e6foq', params: { action: 'like' } }
    const found = await pressed(unbound)
    expect(found).toMatchObject({
      state: 'wrong',
      place: 'cards',
      seen: expect.stringContaining('the parameter actionId, bound to its variable') as string,
    })
    expect(found?.seen).toContain('single_button_node_')
  })

  test('that are not pressed are neither right nor wrong', async () => {
    expect(await pressed(undefined, 1_000)).toMatchObject({
      state: 'skipped',
      seen: expect.stringContaining('no press came here within 1 s') as string,
    })
  })

  test('of other cards are refused, so that who pressed there presses again and the service hears of it', async () => {
    const outTrackId = 'card-of-the-service'
    await cardTo('mei04', outTrackId)
    const waiting = { milliseconds: 30_000, say: (line: string) => said.push(line) }
    const looking = checkDingTalk(config(), { to: 'mei04', waiting })
    await expect.poll(() => said, { timeout: 20_000 }).toHaveLength(1)
    const press = (id: string, actionId: string) =>
      dingtalk.control('POST', `/people/mei/cards/${id}/press`, { actionId })
    expect(await press(outTrackId, 'staff.approve')).toMatchObject({ delivered: false })
    const ours = await sent(/^check-/)
    expect(await press(ours.outTrackId, 'check.press1')).toMatchObject({ delivered: true })
    const findings = await looking
    expect(findings.find(({ subject }) => subject === 'Card buttons')).toMatchObject({
      state: 'ok',
    })
    expect((await sent(/^card-of/)).status ?? '').not.toContain('Pressed')
  })

  test('are not waited for with events by callback, which go to the service', async () => {
    set({ DINGTALK_EVENTS: 'callback' })
    const waiting = { milliseconds: 30_000, say: (line: string) => said.push(line) }
    const findings = await checkDingTalk(config(), { to: 'mei04', waiting })
    expect(findings.find(({ subject }) => subject === 'Card buttons')).toMatchObject({
      state: 'skipped',
      seen: 'press one: the card must say that the press arrived',
    })
    expect(said).toEqual([])
  })
})

test('a DingTalk that is not there is told, not thrown', async () => {
  const nowhere = 'http://127.0.0.1:9'
  set({ DINGTALK_API_URL: nowhere, DINGTALK_OAPI_URL: nowhere })
  const found = wrongOnes(await look())
  expect(found.map(({ subject }) => subject)).toContain('Token, new API')
  expect(found.every(({ seen }) => seen === 'DingTalk cannot be reached from here')).toBe(true)
})

/** Path → line of the table: what is sent or asked there is not called done for a bare status 200. */
test.each([
  ['/v1.0/robot/oToMessages/batchSend', 'Robot'],
  ['/v1.0/card/instances/createAndDeliver', 'Card template'],
  ['/v1.0/oauth2/accessToken', 'Token, new API'],
  ['/v1.0/oauth2/jsapiTickets', 'Signature of pages'],
  ['/v1.0/gateway/connections/open', 'Event subscription'],
])('%s that answers with status 200 and nothing else is wrong', async (where, subject) => {
  for (const value of ['{}', '{"success":true}', '{"success":false,"result":{}}']) {
    await dingtalk.misbehave({ id: 'bare', where, what: 'body', value })
    const found = wrongOnes(await look()).find((one) => one.subject === subject)
    expect(found?.seen).toContain('status 200, and nothing that says what was done')
  }
})

test('an address for presses that is not registered is wrong', async () => {
  set({ DINGTALK_EVENTS: 'callback' })
  const where = '/v1.0/card/callbacks/register'
  await dingtalk.misbehave({ where, what: 'body', value: '{"success":false}' })
  expect(wrongOnes(await look())).toMatchObject([{ subject: 'Card template', place: 'cards' }])
})

test.each([43007, 33001, 50003])(
  'an app that DingTalk refuses with %i has no permission',
  async (value) => {
    await rule('/topapi/*', value)()
    const found = wrongOnes(await look())
    const seen = found.map((one) => `${one.subject}: ${one.seen}`)
    expect(seen).toContain(`Permission qyapi_get_member: the app is refused with ${value}`)
    expect(seen).toContain(`Work notifications: the app is refused with ${value}`)
  },
)

test('a look at the contact scope that DingTalk cannot answer blames no setting', async () => {
  await rule('/auth/scopes', 15)()
  const scope = (await look()).find(({ subject }) => subject === 'Contact scope')
  expect(scope).toMatchObject({ state: 'skipped' })
})

test.each([-1, 15, 88, 22])(
  'a DingTalk that answers %i proves nothing: no permission counts as granted',
  async (value) => {
    await dingtalk.misbehave({ where: '/topapi/v2/user/*', what: 'errcode', value })
    const found = await look()
    const scope = found.find(({ subject }) => subject === 'Permission qyapi_get_member')
    const seen = `cannot be told: DingTalk answers ${value}`
    expect(scope).toMatchObject({ state: 'skipped', seen })
  },
)

test('an answer of the old API without its errcode is none: no permission counts as granted', async () => {
  await dingtalk.misbehave({ where: '/topapi/v2/user/*', what: 'body', value: '{"success":true}' })
  const found = wrongOnes(await look())
  expect(found.map(({ subject }) => subject)).toContain('Permission qyapi_get_member')
  expect(new Set(found.map(({ place }) => place))).toEqual(new Set(['environment']))
})

test('settings that are missing are named, a line each', () => {
  try {
    readConfig({})
    throw new Error('an empty environment was taken')
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error
    const findings = settingsFindings(error)
    expect(findings.map(({ seen }) => seen)).toContain('DINGTALK_CLIENT_SECRET is missing')
  }
})
