/** Presses of cards: the frames that tell them, answers that come too late, and what a group sees. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { cardsOf, corpId, createAndDeliver, group, instances, press, set } from './sent-cards.ts'
import { simulated, streamClient } from './simulated.ts'

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
