/** The robot of the simulated DingTalk: what it sends to people and groups, and how the service hears of what people send it. */
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, streamClient, type Simulated } from './simulated.ts'

const { robotCode } = demoOrganisation
const robotTopic = '/v1.0/im/bot/messages/get'
const ok = () => ({ code: 200, data: { response: null } })

const send = (simulator: Simulated, change: object) =>
  simulator.fresh('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode,
    userIds: ['mei04'],
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: 'Welcome' }),
    ...change,
  })
const write = (simulator: Simulated, body: object) =>
  simulator.ask('POST', '/simulator/api/people/mei/messages', body)
const newest = async (simulator: Simulated, person = 'mei') =>
  (await simulator.person(person)).chats[0]?.messages.at(-1)
const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)

test('sampleActionCard6 has two buttons beside each other, with names of their own', async () => {
  const simulator = await simulated()
  const named = (title: string, url: string) => ({
    title: 'Review',
    text: 'A store waits.',
    [`${title}1`]: 'Open',
    [`${url}1`]: 'https://a.test/',
    [`${title}2`]: 'Later',
    [`${url}2`]: 'https://b.test/',
  })
  const card = (msgKey: string, params: object) =>
    send(simulator, { msgKey, msgParam: JSON.stringify(params) })
  const buttons = [
    { title: 'Open', url: 'https://a.test/' },
    { title: 'Later', url: 'https://b.test/' },
  ]
  expect(await card('sampleActionCard6', named('buttonTitle', 'buttonUrl'))).toMatchObject({
    status: 200,
    body: { processQueryKey: expect.any(String) },
  })
  expect(await newest(simulator)).toMatchObject({ kind: 'actionCard', buttons })
  expect(await card('sampleActionCard2', named('actionTitle', 'actionURL'))).toMatchObject({
    status: 200,
  })
  expect(await newest(simulator)).toMatchObject({ kind: 'actionCard', buttons })
  for (const [key, params] of [
    ['sampleActionCard6', named('actionTitle', 'actionURL')],
    ['sampleActionCard2', named('buttonTitle', 'buttonUrl')],
  ] as const)
    expect(await card(key, params)).toMatchObject({
      status: 400,
      body: { code: 'miss.param.actionCardTobtnsTotitle' },
    })
})

test.each<[string, object]>([
  ['invalidParameter.robotCode.empty', { robotCode: '' }],
  ['invalidParameter.robotCode.notExsit', { robotCode: 'dingother' }],
  ['invalidParameter.userIds.empty', { userIds: [] }],
  ['invalidParameter.userIds.overMax', { userIds: Array.from({ length: 21 }, (_, n) => `u${n}`) }],
  ['MissinguserIds', { userIds: undefined }],
  ['MissingrobotCode', { robotCode: undefined }],
  ['MissingmsgKey', { msgKey: undefined }],
  ['invalidParameter.msgKey.empty', { msgKey: '' }],
  ['invalidParameter.msgKey.invalid', { msgKey: 'sampleSong' }],
  ['invalidParameter.msgParam.invalid', { msgParam: '{"content":' }],
  [
    'invalidParameter.msgParam.tooLong',
    { msgParam: JSON.stringify({ content: 'x'.repeat(15_000) }) },
  ],
  ['miss.param.contentOfText', { msgParam: '{}' }],
])('a message is refused with %s', async (code, change) => {
  const simulator = await simulated()
  expect(await send(simulator, change)).toMatchObject({ status: 400, body: { code } })
  expect(await newest(simulator)).toBeUndefined()
})

test('a message to a group reaches its members; an unknown group is refused', async () => {
  const simulator = await simulated()
  const group = { title: 'Field staff', people: ['mei', 'olivia'] }
  const { body } = await simulator.ask('POST', '/simulator/api/groups', group)
  const toGroup = (openConversationId: unknown) =>
    simulator.fresh('POST', '/v1.0/robot/groupMessages/send', {
      robotCode,
      openConversationId,
      msgKey: 'sampleMarkdown',
      msgParam: JSON.stringify({ title: 'News', text: '# News' }),
    })
  expect(await toGroup(body.openConversationId)).toEqual({
    status: 200,
    body: { processQueryKey: expect.any(String) },
  })
  for (const person of ['mei', 'olivia']) {
    const [chat] = (await simulator.person(person)).chats
    expect(chat).toMatchObject({
      kind: 'group',
      title: 'Field staff',
      messages: [{ title: 'News' }],
    })
  }
  expect((await simulator.person('ravi')).chats).toEqual([])
  expect(await toGroup('cidNone==')).toMatchObject({
    status: 400,
    body: { code: 'invalid.openConversationId' },
  })
  expect(await toGroup('')).toMatchObject({
    status: 400,
    body: { code: 'miss.openConversationId' },
  })
  expect(await toGroup(undefined)).toMatchObject({
    status: 400,
    body: { code: 'MissingopenConversationId' },
  })
})

test('rich text, speech, pictures and files reach the service as DingTalk tells them', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, ok)
  const told = async (body: object) => {
    expect((await write(simulator, body)).body).toEqual({ delivered: true })
    const data = client.frames.at(-1)?.data
    expect(data).toMatchObject({ senderStaffId: 'mei04', senderUnionId: expect.any(String) })
    expect(data).not.toHaveProperty('text')
    return { msgtype: data?.msgtype, content: data?.content }
  }
  const downloadCode = expect.any(String)
  expect(
    await told({ richText: [{ text: 'approve' }, { picture: true }, { text: ' 3' }] }),
  ).toEqual({
    msgtype: 'richText',
    content: {
      richText: [{ text: 'approve' }, { downloadCode, type: 'picture' }, { text: ' 3' }],
    },
  })
  expect(await told({ audio: { recognition: '待处理' } })).toEqual({
    msgtype: 'audio',
    content: { duration: 4000, downloadCode, recognition: '待处理' },
  })
  expect(await told({ audio: {} })).toEqual({
    msgtype: 'audio',
    content: { duration: 4000, downloadCode, recognition: 'pending' },
  })
  expect(await told({ picture: true })).toEqual({ msgtype: 'picture', content: { downloadCode } })
  expect(await told({ file: 'stores.pdf' })).toEqual({
    msgtype: 'file',
    content: { downloadCode, fileName: 'stores.pdf' },
  })
  expect((await write(simulator, { song: true })).status).toBe(400)
})

test('before the robot is published the sender has a unionId only', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, ok)
  await write(simulator, { text: 'help', unionIdOnly: true })
  const data = client.frames.at(-1)?.data
  expect(data).toMatchObject({ text: { content: 'help' }, senderUnionId: expect.any(String) })
  expect(data).not.toHaveProperty('senderStaffId')
})

test('what is written in a group says so', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, ok)
  const group = { title: 'Field staff', people: ['mei'] }
  const { body } = await simulator.ask('POST', '/simulator/api/groups', group)
  await write(simulator, { text: ' help', group: body.openConversationId })
  expect(client.frames.at(-1)?.data).toMatchObject({
    conversationType: '2',
    conversationId: body.openConversationId,
    conversationTitle: 'Field staff',
    isInAtList: true,
  })
  expect((await write(simulator, { text: 'help', group: 'cidNone==' })).status).toBe(404)
})

test('when the quota is used up the frame has an error and no content', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, ok)
  const rule = { where: robotTopic, what: 'errcode', value: 20001, times: 1 }
  await simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
  await write(simulator, { text: 'help' })
  const data = client.frames.at(-1)?.data
  expect(data).toMatchObject({ errCode: 20001, errMsg: expect.stringContaining('超量') })
  expect(data).not.toHaveProperty('text')
  await write(simulator, { text: 'help' })
  expect(client.frames.at(-1)?.data).not.toHaveProperty('errCode')
})

test('a message whose frame is not acknowledged comes again, as the same message', async () => {
  const simulator = await simulated()
  await set(simulator, { robotTimeoutMs: 50, redeliverMs: 50 })
  let heard = 0
  const client = await streamClient(simulator, ({ headers }) => {
    if (headers.topic !== robotTopic) return ok()
    heard += 1
    return heard > 1 ? ok() : undefined
  })
  expect((await write(simulator, { text: 'help' })).body).toMatchObject({ delivered: false })
  const [first, second] = await client.until(({ headers }) => headers.topic === robotTopic, 2)
  expect(second?.data.msgId).toBe(first?.data.msgId)
  expect(second?.headers.messageId).not.toBe(first?.headers.messageId)
})
