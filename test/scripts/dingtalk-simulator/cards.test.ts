/** Cards in the simulated DingTalk: created, delivered to several spaces, streamed, limited, announced; and how their presses are told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, streamClient, type Simulated } from './simulated.ts'

const { corpId, robotCode } = demoOrganisation
const instances = '/v1.0/card/instances'

const card = {
  cardTemplateId: 'request.schema',
  outTrackId: 'request-1',
  callbackType: 'STREAM',
  cardData: { cardParamMap: { title: 'Association request', button1Title: 'Approve' } },
  imRobotOpenSpaceModel: { supportForward: false },
  imGroupOpenSpaceModel: { supportForward: false },
}
const delivery = {
  openSpaceId: 'dtv1.card//IM_ROBOT.olivia01',
  imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
  imGroupOpenDeliverModel: { robotCode },
}
const createAndDeliver = (simulator: Simulated, change: object = {}) =>
  simulator.fresh('POST', `${instances}/createAndDeliver`, { ...card, ...delivery, ...change })

const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)
async function group(simulator: Simulated, people: string[]) {
  const asked = { title: 'ISO admins', people }
  const { body } = await simulator.ask('POST', '/simulator/api/groups', asked)
  return String(body.openConversationId)
}
async function cardsOf(simulator: Simulated, person: string) {
  const { chats } = await simulator.person(person)
  return chats.flatMap((chat) =>
    chat.messages.filter(({ kind }) => kind === 'card').map((one) => ({ chat: chat.kind, ...one })),
  )
}
const press = async (simulator: Simulated, person: string, actionId = 'staff.approve') =>
  (
    await simulator.ask('POST', `/simulator/api/people/${person}/cards/request-1/press`, {
      actionId,
    })
  ).body

test('a card is created, then delivered; what is missing or not there is named as in the documentation', async () => {
  const simulator = await simulated()
  const post = (path: string, body: object) => simulator.fresh('POST', instances + path, body)
  expect(await post('/deliver', { outTrackId: 'request-1', ...delivery })).toMatchObject({
    status: 400,
    body: { code: 'param.cardNotExist', message: 'param.cardNotExist' },
  })
  expect(await post('', card)).toEqual({
    status: 200,
    body: { success: true, result: 'request-1' },
  })
  expect(await cardsOf(simulator, 'olivia')).toEqual([])
  expect(await post('', card)).toMatchObject({
    status: 400,
    body: { code: 'param.cardAlreadyExist' },
  })
  expect(await post('/deliver', { outTrackId: 'request-1', ...delivery })).toEqual({
    status: 200,
    body: {
      success: true,
      result: [
        {
          spaceType: 'IM_ROBOT',
          spaceId: 'olivia01',
          success: true,
          carrierId: expect.any(String),
        },
      ],
    },
  })
  expect(await cardsOf(simulator, 'olivia')).toMatchObject([{ title: 'Association request' }])
})

test.each<[string, object]>([
  ['MissingcardTemplateId', { cardTemplateId: undefined }],
  ['MissingoutTrackId', { outTrackId: undefined }],
  ['MissingcardData', { cardData: undefined }],
  ['param.outTrackIdEmpty', { outTrackId: '' }],
  ['param.cardTemplateIdEmpty', { cardTemplateId: '' }],
  ['param.openSpaceIdEmpty', { openSpaceId: '' }],
  ['param.openSpaceIdInvalid', { openSpaceId: 'IM_ROBOT.olivia01' }],
  ['param.openSpaceIdInvalid', { openSpaceId: 'dtv1.card//IM_PHONE.olivia01' }],
  ['param.openDeliverModelEmpty', { imRobotOpenDeliverModel: undefined }],
  ['param.openDeliverModelError', { imRobotOpenDeliverModel: { spaceType: 'IM' } }],
  ['param.cardPublicDataEmpty', { cardData: {} }],
  ['param.userIdNotExist', { userId: 'stranger' }],
  ['param.invalid', { callbackType: 'stream' }],
  ['param.invalid', { cardData: { cardParamMap: { count: 3 } } }],
  ['param.invalid', { cardData: { cardParamMap: { title: '票'.repeat(342) } } }],
  ['param.invalid', { cardData: { cardParamMap: { ['n'.repeat(101)]: 'x' } } }],
  ['param.invalid', { outTrackId: 't'.repeat(101) }],
])('createAndDeliver is refused with %s for %j, and leaves nothing', async (code, change) => {
  const simulator = await simulated()
  expect(await createAndDeliver(simulator, change)).toMatchObject({ status: 400, body: { code } })
  expect(await cardsOf(simulator, 'olivia')).toEqual([])
  const longest = { title: 'x'.repeat(1024), ['n'.repeat(100)]: '' }
  const fits = { outTrackId: 't'.repeat(100), cardData: { cardParamMap: longest } }
  expect(await createAndDeliver(simulator, fits)).toMatchObject({ status: 200 })
})

test('the same outTrackId twice is an error, and the card that is there stays as it is', async () => {
  const simulator = await simulated()
  await createAndDeliver(simulator)
  const other = { cardData: { cardParamMap: { title: 'Another' } } }
  expect(await createAndDeliver(simulator, other)).toMatchObject({
    status: 400,
    body: { code: 'param.cardAlreadyExist' },
  })
  expect(await cardsOf(simulator, 'olivia')).toMatchObject([{ title: 'Association request' }])
})

test('one card goes to several spaces at once, named in either case, and each is answered for', async () => {
  const simulator = await simulated()
  const cid = await group(simulator, ['mei', 'olivia'])
  const openSpaceId = `dtv1.card//im_group.${cid};im_robot.ravi05;IM_ROBOT.stranger;IM_GROUP.cidNone==`
  const { body } = await createAndDeliver(simulator, { openSpaceId })
  expect(body).toMatchObject({
    success: true,
    result: {
      outTrackId: 'request-1',
      deliverResults: [
        { spaceType: 'IM_GROUP', spaceId: cid, success: true },
        { spaceType: 'IM_ROBOT', spaceId: 'ravi05', success: true },
        { spaceType: 'IM_ROBOT', spaceId: 'stranger', success: false, errorMsg: 'user not found' },
        { spaceType: 'IM_GROUP', spaceId: 'cidNone==', success: false },
      ],
    },
  })
  expect(await cardsOf(simulator, 'mei')).toMatchObject([{ chat: 'group' }])
  expect(await cardsOf(simulator, 'ravi')).toMatchObject([{ chat: 'robot' }])
})

test('a card is not delivered to a space that it was not made for', async () => {
  const simulator = await simulated()
  const made = { ...card, imRobotOpenSpaceModel: undefined }
  await simulator.fresh('POST', instances, made)
  const deliver = (body: object) => simulator.fresh('POST', `${instances}/deliver`, body)
  const { body } = await deliver({ outTrackId: 'request-1', ...delivery })
  expect(body.result).toMatchObject([{ success: false, errorMsg: 'spaces of card is empty' }])
  expect(await deliver({ openSpaceId: delivery.openSpaceId })).toMatchObject({
    status: 400,
    body: { code: 'MissingoutTrackId' },
  })
})

test('people can be named by unionId throughout, and the press names them so', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({ code: 200, data: { response: {} } }))
  const { body } = await simulator.old('/topapi/v2/user/get', { userid: 'olivia01' })
  const { unionid } = body.result as { unionid: string }
  await createAndDeliver(simulator, {
    userIdType: 2,
    openSpaceId: `dtv1.card//IM_ROBOT.${unionid}`,
    privateData: { [unionid]: { cardParamMap: { status: 'For you' } } },
  })
  expect(await cardsOf(simulator, 'olivia')).toMatchObject([{ status: 'For you' }])
  await press(simulator, 'olivia')
  expect(client.frames.at(-1)?.data).toMatchObject({ userId: unionid, userIdType: 2 })
})

test('text is streamed into a parameter: added, or as a whole, each call once', async () => {
  const simulator = await simulated()
  await createAndDeliver(simulator)
  const stream = (body: object) =>
    simulator.fresh('PUT', '/v1.0/card/streaming', {
      outTrackId: 'request-1',
      key: 'text',
      ...body,
    })
  expect(await stream({ guid: 'g1', content: 'Approved ' })).toEqual({
    status: 200,
    body: { success: true, result: true },
  })
  await stream({ guid: 'g2', content: 'today' })
  await stream({ guid: 'g2', content: 'today' })
  expect(await cardsOf(simulator, 'olivia')).toMatchObject([{ text: 'Approved today' }])
  await stream({ guid: 'g3', content: 'Withdrawn', isFull: true, isFinalize: true })
  expect(await cardsOf(simulator, 'olivia')).toMatchObject([
    { title: 'Association request', text: 'Withdrawn' },
  ])
  for (const [body, code] of [
    [{ guid: 'g4', content: 'x', outTrackId: 'none' }, 'param.stream.outTrackId'],
    [{ guid: 'g4', content: 'x', key: '' }, 'param.stream.keyEmpty'],
    [{ guid: 'g4', content: '' }, 'param.stream.contentEmpty'],
    [{ guid: '', content: 'x' }, 'param.stream.guidEmpty'],
    [{ content: 'x' }, 'Missingguid'],
    [{ guid: 'g4', content: 'x'.repeat(1025) }, 'param.stream.content'],
  ] as const)
    expect(await stream(body)).toMatchObject({ status: 400, body: { code } })
})

test('an update of nothing, or of a card that is not there, is refused', async () => {
  const simulator = await simulated()
  const update = (body: object) => simulator.fresh('PUT', instances, body)
  expect(await update({ outTrackId: 'request-1', cardData: {} })).toMatchObject({
    status: 400,
    body: { code: 'param.cardNotExist' },
  })
  await createAndDeliver(simulator)
  expect(await update({ outTrackId: 'request-1' })).toMatchObject({
    status: 400,
    body: { code: 'param.cardDataAndPrivateDataBothEmpty' },
  })
})

test('an address for presses can be registered twice; only forceUpdate changes it', async () => {
  const simulator = await simulated()
  const register = (callbackUrl: string, change: object = {}) =>
    simulator.fresh('POST', '/v1.0/card/callbacks/register', {
      callbackRouteKey: 'cards',
      callbackUrl,
      apiSecret: 'secret',
      ...change,
    })
  const first = { status: 200, body: { success: true, result: { callbackUrl: 'https://a.test/' } } }
  expect(await register('https://a.test/')).toMatchObject(first)
  expect(await register('https://a.test/')).toMatchObject(first)
  expect(await register('https://b.test/')).toMatchObject(first)
  expect(await register('https://b.test/', { forceUpdate: true })).toMatchObject({
    body: { result: { callbackUrl: 'https://b.test/', apiSecret: 'secret' } },
  })
  for (const [change, code] of [
    [{ callbackRouteKey: '' }, 'param.callbackRouteKeyEmpty'],
    [{ callbackRouteKey: undefined }, 'MissingcallbackRouteKey'],
    [{ callbackRouteKey: 'other', callbackUrl: 'nowhere' }, 'system.updateCallbackFailed'],
  ] as const)
    expect(await register('https://c.test/', change)).toMatchObject({ status: 400, body: { code } })
})

test('the chat list and the notification say what the card is announced by, in the language of the person', async () => {
  const simulator = await simulated()
  const cid = await group(simulator, ['mei'])
  await createAndDeliver(simulator, {
    openSpaceId: `dtv1.card//IM_ROBOT.olivia01;IM_GROUP.${cid}`,
    imRobotOpenSpaceModel: {
      lastMessageI18n: { ZH_CN: '关联申请', EN_US: 'Association request', TH_TH: 'คำขอ' },
      notification: { alertContent: 'Aroon asks to join' },
    },
    imGroupOpenSpaceModel: { notification: { notificationOff: true } },
  })
  const said = async (person: string, language: string) => {
    await simulator.ask('PATCH', `/simulator/api/people/${person}/device`, { language })
    return (await cardsOf(simulator, person))[0]
  }
  const alert = 'Aroon asks to join'
  expect(await said('olivia', 'zh-CN')).toMatchObject({ lastMessage: '关联申请', alert })
  expect(await said('olivia', 'th')).toMatchObject({ lastMessage: 'คำขอ', alert })
  expect(await said('olivia', 'fr')).toMatchObject({ lastMessage: 'Association request' })
  const inGroup = await said('mei', 'en')
  expect(inGroup).toMatchObject({ chat: 'group', silent: true })
  expect(inGroup).not.toHaveProperty('lastMessage')
})

test('a press is told as real frames tell it: an id that the card builder made up, our own in params, content and value alike', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({ code: 200, data: { response: {} } }))
  await createAndDeliver(simulator)
  expect(await press(simulator, 'olivia')).toEqual({ delivered: true })
  await press(simulator, 'olivia', 'staff.ask')
  const [first, second] = client.frames.filter(({ type }) => type === 'CALLBACK')
  expect(first?.data).toEqual({
    type: 'actionCallback',
    outTrackId: 'request-1',
    corpId,
    userId: 'olivia01',
    userIdType: 1,
    spaceType: 'im',
    spaceId: expect.stringMatching(/^cid/),
    extension: '{}',
    content: expect.any(String),
    value: first?.data.content,
  })
  const pressed = [first, second].map(
    (frame) =>
      JSON.parse(String(frame?.data.value)) as {
        cardPrivateData: { actionIds: string[]; params: object }
      },
  )
  expect(pressed).toMatchObject([
    { cardPrivateData: { params: { actionId: 'staff.approve' } } },
    { cardPrivateData: { params: { actionId: 'staff.ask' } } },
  ])
  const ids = pressed.flatMap(({ cardPrivateData }) => cardPrivateData.actionIds)
  expect(ids).toEqual(
    [0, 1].map(() => expect.stringMatching(/^single_button_node_ocl[a-z0-9]{8}$/)),
  )
  expect(new Set(ids).size).toBe(2)
})

test('some frames have params beside cardPrivateData, others the id that the template binds', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({ code: 200, data: { response: {} } }))
  await createAndDeliver(simulator)
  await set(simulator, { cardFrames: 'beside' })
  await press(simulator, 'olivia')
  const beside = client.frames.at(-1)?.data
  expect(beside).not.toHaveProperty('content')
  expect(JSON.parse(String(beside?.value))).toEqual({
    cardPrivateData: { actionIds: [expect.stringMatching(/^single_button_node_/)] },
    params: { actionId: 'staff.approve' },
  })
  await set(simulator, { cardFrames: 'bound' })
  await press(simulator, 'olivia')
  expect(JSON.parse(String(client.frames.at(-1)?.data.content))).toEqual({
    cardPrivateData: { actionIds: ['staff.approve'], params: {} },
  })
})

test('an answer that comes too late counts as none, and who pressed is told so', async () => {
  const simulator = await simulated()
  const settings = await simulator.ask('GET', '/simulator/api/settings')
  expect(settings.body.cardTimeoutMs).toBe(2000)
  await set(simulator, { cardTimeoutMs: 50 })
  const answer = { cardData: { cardParamMap: { title: 'Too late' } } }
  const service = createServer(async (request, response) => {
    await text(request)
    // only after the person has been told
    await told.promise
    response.end(JSON.stringify(answer))
  })
  const told = Promise.withResolvers<void>()
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void service.close())
  const { port } = service.address() as AddressInfo
  await simulator.fresh('POST', '/v1.0/card/callbacks/register', {
    callbackRouteKey: 'cards',
    callbackUrl: `http://127.0.0.1:${port}/dingtalk/card`,
  })
  await createAndDeliver(simulator, { callbackType: 'HTTP', callbackRouteKey: 'cards' })
  const late = { delivered: false, reason: 'the service did not answer in time' }
  expect(await press(simulator, 'olivia')).toEqual(late)
  told.resolve()
  const client = await streamClient(simulator, () => undefined)
  await createAndDeliver(simulator, { outTrackId: 'request-2' })
  const again = '/simulator/api/people/olivia/cards/request-2/press'
  expect((await simulator.ask('POST', again, { actionId: 'a' })).body).toEqual(late)
  expect(client.frames.filter(({ type }) => type === 'CALLBACK')).toHaveLength(1)
  expect(await cardsOf(simulator, 'olivia')).toMatchObject([
    { title: 'Association request' },
    { title: 'Association request' },
  ])
})

test('in a group the answer to a press is seen by the person, and by the others with the next update', async () => {
  const simulator = await simulated()
  await streamClient(simulator, () => ({
    code: 200,
    data: {
      response: {
        cardUpdateOptions: { updateCardDataByKey: true },
        cardData: { cardParamMap: { status: 'Approved' } },
        userPrivateData: { cardParamMap: { text: 'By you' } },
      },
    },
  }))
  const cid = await group(simulator, ['mei', 'olivia'])
  await createAndDeliver(simulator, { openSpaceId: `dtv1.card//IM_GROUP.${cid}` })
  expect(await press(simulator, 'olivia')).toEqual({ delivered: true })
  const seen = async () => [
    (await cardsOf(simulator, 'olivia'))[0],
    (await cardsOf(simulator, 'mei'))[0],
  ]
  const [presser, other] = await seen()
  expect(presser).toMatchObject({ status: 'Approved', text: 'By you' })
  expect(other).not.toHaveProperty('status')
  await simulator.fresh('PUT', instances, {
    outTrackId: 'request-1',
    cardData: { cardParamMap: { line1Label: 'By', line1Value: 'Olivia' } },
    cardUpdateOptions: { updateCardDataByKey: true },
  })
  expect(await seen()).toMatchObject([{ status: 'Approved' }, { status: 'Approved' }])
})
