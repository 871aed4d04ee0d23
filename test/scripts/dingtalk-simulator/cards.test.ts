/** Cards in the simulated DingTalk: created, delivered to several spaces, streamed, limited, announced; and how their presses are told. */
import { expect, test } from 'vitest'
import { card, cardsOf, createAndDeliver, delivery, group, instances, press } from './sent-cards.ts'
import { simulated, streamClient } from './simulated.ts'

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
