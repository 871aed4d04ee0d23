/** Tokens, limits, sign-in codes, robot, cards and misbehaviour, as the two families of DingTalk's API answer. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, streamClient, type Simulated } from './simulated.ts'

const { clientId, clientSecret, robotCode } = demoOrganisation

const makeCard = (simulator: Simulated, change: object = {}) =>
  simulator.fresh('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'request',
    outTrackId: 'request-1',
    callbackType: 'STREAM',
    cardData: {
      cardParamMap: {
        title: 'Association request',
        line1Label: 'Name',
        line1Value: 'Aroon Srisuk',
        button1Id: 'approve',
        button1Title: 'Approve',
        button1Style: 'primary',
      },
    },
    openSpaceId: 'dtv1.card//IM_ROBOT.olivia01',
    imRobotOpenSpaceModel: {},
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
    ...change,
  })

async function cardOf(simulator: Simulated) {
  const { chats } = await simulator.person('olivia')
  return chats[0]?.messages.at(-1)
}

test('both families give the same token while it is valid, and refuse a wrong secret each in its words', async () => {
  const simulator = await simulated()
  const old = await simulator.ask('GET', `/gettoken?appkey=${clientId}&appsecret=${clientSecret}`)
  expect(old.body).toMatchObject({ errcode: 0, expires_in: 7200 })
  expect(await simulator.token()).toBe(old.body.access_token)

  expect(await simulator.ask('GET', `/gettoken?appkey=${clientId}&appsecret=x`)).toMatchObject({
    status: 200,
    body: { errcode: 40096 },
  })
  const wrong = { appKey: clientId, appSecret: 'x' }
  expect(await simulator.ask('POST', '/v1.0/oauth2/accessToken', wrong)).toMatchObject({
    status: 400,
    body: { code: 'invalidClientIdOrSecret' },
  })
})

test('unknown and expired tokens are told apart by the old family only', async () => {
  const simulator = await simulated()
  const token = await simulator.token()
  const get = (with_: string) =>
    simulator.ask('POST', `/topapi/v2/user/get?access_token=${with_}`, { userid: 'mei04' })
  expect((await get(token)).body).toMatchObject({ errcode: 0 })
  expect((await get('made-up')).body).toMatchObject({ errcode: 88, sub_code: '40014' })
  await simulator.ask('POST', '/simulator/api/tokens/expire')
  expect((await get(token)).body).toMatchObject({ errcode: 88, sub_code: '42001' })
  const headers = { 'x-acs-dingtalk-access-token': token }
  expect(await simulator.ask('POST', '/v1.0/oauth2/jsapiTickets', {}, headers)).toMatchObject({
    status: 400,
    body: { code: 'InvalidAuthentication' },
  })
  expect(await simulator.token()).not.toBe(token)
})

test('too many calls in a second are refused by number and by name', async () => {
  const simulator = await simulated()
  await simulator.token()
  await simulator.ask('PATCH', '/simulator/api/settings', { callsPerSecond: 1 })
  const token = await simulator.ask('GET', `/gettoken?appkey=${clientId}&appsecret=${clientSecret}`)
  const path = `/topapi/v2/user/get?access_token=${String(token.body.access_token)}`
  const both = await Promise.all([1, 2].map(() => simulator.ask('POST', path, { userid: 'mei04' })))
  expect(both.map(({ body }) => body.sub_code ?? 'none').toSorted()).toEqual(['90018', 'none'])
})

test('a sign-in code is given to members only, and is good once', async () => {
  const simulator = await simulated()
  const askDevice = async (person: string) => {
    const response = await fetch(`${simulator.devices[person]}/__simulator/call`, {
      method: 'POST',
      body: JSON.stringify({
        plugin: 'runtime.permission',
        action: 'requestAuthCodeV2',
        args: { corpId: demoOrganisation.corpId, clientId },
      }),
    })
    return (await response.json()) as { ok?: { code: string }; error?: { errorCode: string } }
  }
  expect((await askDevice('aroon')).error?.errorCode).toBe('3')
  const code = (await askDevice('mei')).ok?.code
  const first = await simulator.old('/topapi/v2/user/getuserinfo', { code })
  expect(first.body.result).toMatchObject({ userid: 'mei04', name: 'Mei Chen' })
  const again = await simulator.old('/topapi/v2/user/getuserinfo', { code })
  expect(again.body).toMatchObject({ errcode: 40078 })
})

test('a press on a card reaches the Stream client, and its answer changes only the keys it names', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({
    code: 200,
    data: {
      response: {
        cardUpdateOptions: { updateCardDataByKey: true },
        cardData: { cardParamMap: { status: 'Approved', button1Title: '' } },
      },
    },
  }))
  await makeCard(simulator)
  expect(await cardOf(simulator)).toMatchObject({
    title: 'Association request',
    lines: [{ label: 'Name', value: 'Aroon Srisuk' }],
    buttons: [{ id: 'approve', title: 'Approve', style: 'primary' }],
  })
  const press = '/simulator/api/people/olivia/cards/request-1/press'
  expect((await simulator.ask('POST', press, { actionId: 'approve' })).body).toEqual({
    delivered: true,
  })
  const [frame] = client.frames.filter(({ type }) => type === 'CALLBACK')
  expect(frame?.data).toMatchObject({ type: 'actionCallback', userId: 'olivia01' })
  expect(JSON.parse(String(frame?.data.content))).toMatchObject({
    cardPrivateData: { params: { actionId: 'approve' } },
  })
  expect(await cardOf(simulator)).toMatchObject({
    title: 'Association request',
    status: 'Approved',
    buttons: [],
  })
})

test('a press on a card of HTTP kind is posted, signed, to the registered address', async () => {
  const simulator = await simulated()
  const posts: { headers: IncomingHttpHeaders; body: string }[] = []
  const service = createServer(async (request, response) => {
    posts.push({ headers: request.headers, body: await text(request) })
    response.end(JSON.stringify({ cardData: { cardParamMap: { title: 'Decided' } } }))
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void service.close())
  const { port } = service.address() as AddressInfo
  const callbackRouteKey = 'cards'
  await simulator.fresh('POST', '/v1.0/card/callbacks/register', {
    callbackRouteKey,
    callbackUrl: `http://127.0.0.1:${port}/dingtalk/card`,
    apiSecret: 'a secret',
  })
  await makeCard(simulator, { callbackType: 'HTTP', callbackRouteKey })
  const press = '/simulator/api/people/olivia/cards/request-1/press'
  await simulator.ask('POST', press, { actionId: 'approve' })
  const [post] = posts
  const timestamp = String(post?.headers['x-ddpaas-signature-timestamp'])
  expect(post?.headers['x-ddpaas-signature']).toBe(
    createHmac('sha256', 'a secret').update(timestamp).digest('base64'),
  )
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    outTrackId: 'request-1',
    userId: 'olivia01',
  })
  // Not by key: the answer replaces the card as a whole.
  expect(await cardOf(simulator)).toMatchObject({ title: 'Decided', lines: [], buttons: [] })
})

test('what a person writes to the robot reaches the Stream client', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({ code: 200, data: { response: {} } }))
  const messages = '/simulator/api/people/mei/messages'
  expect((await simulator.ask('POST', messages, { text: ' 状态 ' })).body).toEqual({
    delivered: true,
  })
  expect(client.frames.at(-1)).toMatchObject({
    headers: { topic: '/v1.0/im/bot/messages/get' },
    data: { msgtype: 'text', text: { content: ' 状态 ' }, senderStaffId: 'mei04' },
  })
  const stranger = '/simulator/api/people/aroon/messages'
  expect((await simulator.ask('POST', stranger, { text: 'hi' })).status).toBe(409)
})

test('a press goes nowhere when the card has no callback or no service is connected', async () => {
  const simulator = await simulated()
  const press = (card: string) =>
    simulator.ask('POST', `/simulator/api/people/olivia/cards/${card}/press`, { actionId: 'a' })
  await makeCard(simulator)
  expect((await press('request-1')).body).toMatchObject({ delivered: false })
  await makeCard(simulator, { outTrackId: 'request-2', callbackType: undefined })
  expect((await press('request-2')).body).toMatchObject({ delivered: false })
})

test('a robot message to a person outside is a partial failure with status 200', async () => {
  const simulator = await simulated()
  const sent = await simulator.fresh('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode,
    userIds: ['mei04', 'stranger'],
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: 'Welcome' }),
  })
  expect(sent).toMatchObject({ status: 200, body: { invalidStaffIdList: ['stranger'] } })
  expect((await simulator.person('mei')).chats[0]).toMatchObject({
    kind: 'robot',
    messages: [{ kind: 'text', from: 'other', text: 'Welcome' }],
  })
})

test('it misbehaves as it is told, only for the people and as often as it is told', async () => {
  const simulator = await simulated()
  const where = '/topapi/v2/user/create'
  const rule = { where, what: 'errcode', value: 40019, times: 1, for: { mobile: '+6581230002' } }
  await simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
  const create = (mobile: string) =>
    simulator.old(where, { name: 'Somebody', mobile, dept_id_list: '1' })
  expect((await create('+66-812340003')).body).toMatchObject({ errcode: 40103 })
  expect((await create('+65-81230002')).body).toMatchObject({ errcode: 40019 })
  expect((await create('+65-81230002')).body).toMatchObject({ errcode: 40103 })
})

test('a dropped answer has had its effect, a disconnected call has not', async () => {
  const simulator = await simulated()
  const where = '/v1.0/card/instances/createAndDeliver'
  for (const [what, cards] of [
    ['disconnect', 0],
    ['drop', 1],
  ] as const) {
    await simulator.ask('POST', '/simulator/api/misbehaviour', { rule: { where, what, times: 1 } })
    await expect(makeCard(simulator)).rejects.toThrow(TypeError)
    const { chats } = await simulator.person('olivia')
    expect(chats.flatMap(({ messages }) => messages)).toHaveLength(cards)
  }
})

test('the log of calls names no secret', async () => {
  const simulator = await simulated()
  await simulator.token()
  const calls = await simulator.ask('GET', '/simulator/api/calls')
  expect(JSON.stringify(calls.body)).toContain('/v1.0/oauth2/accessToken')
  expect(JSON.stringify(calls.body)).not.toContain(clientSecret)
})
