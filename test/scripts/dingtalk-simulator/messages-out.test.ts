/** What an app sends by the old family: work notifications, media files, and messages by the address of a custom robot. */
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, type Simulated } from './simulated.ts'

const { agentId } = demoOrganisation
const folder = '/topapi/message/corpconversation'
const text = (content: string) => ({ msgtype: 'text', text: { content } })

const send = async (simulator: Simulated, body: object) =>
  (await simulator.old(`${folder}/asyncsend_v2`, { agent_id: agentId, ...body })).body

const ofTask = async (simulator: Simulated, verb: string, task: object) =>
  (await simulator.old(`${folder}/${verb}`, { agent_id: agentId, ...task })).body

const workChat = async (simulator: Simulated, person: string) =>
  (await simulator.person(person)).chats.find(({ id }) => id === 'work')?.messages ?? []

test('a work notification to departments reaches all people in and below them once, and names those that are none', async () => {
  const simulator = await simulated()
  const make = async (name: string, parent_id: number) => {
    const made = await simulator.old('/topapi/v2/department/create', { name, parent_id })
    return (made.body.result as { dept_id: number }).dept_id
  }
  const upper = await make('Upper', 1)
  const lower = await make('Lower', upper)
  const move = (userid: string, id: number) =>
    simulator.old('/topapi/v2/user/update', { userid, dept_id_list: String(id) })
  await move('mei04', lower)
  await move('olivia01', upper)
  const sent = await send(simulator, {
    dept_id_list: `${upper},${lower},77`,
    userid_list: 'mei04',
    msg: text('Hello'),
  })
  const { send_result: result } = await ofTask(simulator, 'getsendresult', {
    task_id: sent.task_id,
  })
  expect(result).toMatchObject({
    invalid_dept_id_list: [77],
    forbidden_list: [],
    unread_user_id_list: expect.arrayContaining(['mei04', 'olivia01']),
  })
  expect(result).not.toHaveProperty('forbidden_user_id_list')
  expect(await workChat(simulator, 'mei')).toHaveLength(1)
  expect(await workChat(simulator, 'ravi')).toHaveLength(0)
})

test.each([
  ['no one', { userid_list: '' }, 40035],
  ['another agent', { agent_id: 1 }, 40056],
  ['no agent', { agent_id: undefined }, 41011],
  ['101 people', { userid_list: Array.from({ length: 101 }, (_, n) => `u${n}`).join(',') }, 40032],
  ['21 departments', { dept_id_list: Array.from({ length: 21 }, () => 1).join(',') }, 40066],
  ['no message', { msg: undefined }, 41015],
  ['text that is no JSON', { msg: 'hello' }, 40035],
  ['a kind that there is not', { msg: { msgtype: 'video', video: {} } }, 40008],
  ['a file that was not uploaded', { msg: { msgtype: 'file', file: { media_id: '@x' } } }, 40007],
  ['a form without a body', { msg: { msgtype: 'oa', oa: { message_url: 'x' } } }, 40035],
  ['more than 2048 bytes', { msg: text('x'.repeat(2048)) }, 45002],
])('a work notification with %s is refused', async (_what, change, errcode) => {
  const simulator = await simulated()
  const wanted = { userid_list: 'mei04', msg: text('Hello'), ...change }
  expect(await send(simulator, wanted)).toMatchObject({ errcode })
  expect(await workChat(simulator, 'mei')).toHaveLength(0)
})

test('a form of the kind oa is shown with its rows, and opens its address', async () => {
  const simulator = await simulated()
  const oa = {
    message_url: 'https://example.com/review',
    head: { bgcolor: 'FFBBBBBB', text: 'Review' },
    body: { title: 'Two stores', form: [{ key: 'ISO:', value: 'Harbour Pay' }], content: 'Soon' },
  }
  const msg = JSON.stringify({ msgtype: 'oa', oa })
  expect(await send(simulator, { userid_list: 'mei04', msg })).toMatchObject({ errcode: 0 })
  expect(await workChat(simulator, 'mei')).toMatchObject([
    {
      kind: 'actionCard',
      title: 'Two stores',
      text: 'ISO: Harbour Pay\n\nSoon',
      buttons: [{ title: 'Review', url: 'https://example.com/review' }],
    },
  ])
})

test('a work notification is done, then read, then recalled out of the chat', async () => {
  const simulator = await simulated()
  const { task_id } = await send(simulator, { userid_list: 'mei04,nobody', msg: text('Hello') })
  const result = async () =>
    (await ofTask(simulator, 'getsendresult', { task_id })).send_result as object
  expect(await ofTask(simulator, 'getsendprogress', { task_id })).toMatchObject({
    progress: { progress_in_percent: 100, status: 2 },
  })
  expect(await result()).toMatchObject({
    invalid_user_id_list: ['nobody'],
    unread_user_id_list: ['mei04'],
  })
  await simulator.ask('POST', '/simulator/api/people/mei/read', {})
  expect(await result()).toMatchObject({ read_user_id_list: ['mei04'], unread_user_id_list: [] })
  expect(await ofTask(simulator, 'recall', { msg_task_id: task_id })).toMatchObject({ errcode: 0 })
  expect(await workChat(simulator, 'mei')).toEqual([])
})

test.each([
  ['getsendprogress', 'task_id', 40035],
  ['getsendresult', 'task_id', 40035],
  ['recall', 'msg_task_id', 400002],
])('%s of a task that there is not is refused', async (verb, name, errcode) => {
  const simulator = await simulated()
  expect(await ofTask(simulator, verb, { [name]: 1 })).toMatchObject({ errcode })
})

async function upload(simulator: Simulated, fields: object, file?: File) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value))
  if (file) form.set('media', file)
  const response = await fetch(`${simulator.url}/media/upload`, { method: 'POST', body: form })
  return (await response.json()) as Record<string, unknown>
}

test('a media file is uploaded with the token in the form, and can be sent', async () => {
  const simulator = await simulated()
  const access_token = await simulator.token()
  const photo = new File(['a photo'], 'store.PNG')
  const uploaded = await upload(simulator, { access_token, type: 'image' }, photo)
  expect(uploaded).toEqual({
    errcode: 0,
    errmsg: 'ok',
    type: 'image',
    media_id: expect.stringMatching(/^@lAD/),
    created_at: expect.any(Number),
  })
  const msg = { msgtype: 'image', image: { media_id: uploaded.media_id } }
  expect(await send(simulator, { userid_list: 'mei04', msg })).toMatchObject({ errcode: 0 })
  expect(await workChat(simulator, 'mei')).toMatchObject([{ text: '[image]' }])
})

test.each([
  ['an unknown kind', { type: 'picture' }, new File(['x'], 'a.png'), 40004],
  ['no file', { type: 'image' }, undefined, 41005],
  ['an empty file', { type: 'image' }, new File([], 'a.png'), 44001],
  ['another kind of file', { type: 'image' }, new File(['x'], 'a.pdf'), 40005],
  [
    '2 MB and a byte of speech',
    { type: 'voice' },
    new File(['x'.repeat(2 ** 21 + 1)], 'a.mp3'),
    45001,
  ],
  ['a token that is none', { type: 'image', access_token: 'x' }, new File(['x'], 'a.png'), 40014],
])('an upload with %s is refused', async (_what, fields, file, errcode) => {
  const simulator = await simulated()
  const access_token = await simulator.token()
  expect(await upload(simulator, { access_token, ...fields }, file)).toMatchObject({ errcode })
})

test('an upload that is no form says so', async () => {
  const simulator = await simulated()
  const answer = await simulator.old('/media/upload?type=image', { media: 'x' })
  expect(answer.body).toMatchObject({ errcode: 41001 })
  const path = `/media/upload?access_token=${await simulator.token()}`
  expect((await simulator.ask('POST', path, {})).body).toMatchObject({ errcode: 43008 })
})

interface CustomRobot {
  token: string
  messages: { text: string }[]
}

/** A robot with its security settings, and what was posted to it. */
async function robot(settings: object = {}) {
  const simulator = await simulated()
  const path = '/simulator/api/custom-robots'
  await simulator.ask('PUT', path, [{ token: 'secret-token', ...settings }])
  return {
    simulator,
    post: async (body: unknown, query = 'access_token=secret-token') =>
      (await simulator.ask('POST', `/robot/send?${query}`, body)).body,
    got: async () => {
      const { body } = await simulator.ask('GET', path)
      return (body as unknown as CustomRobot[])[0]?.messages.map((one) => one.text)
    },
  }
}

test.each([
  [text('Hello'), 'Hello'],
  [{ msgtype: 'markdown', markdown: { title: 'T', text: '# x' } }, 'T # x'],
  [{ msgtype: 'link', link: { title: 'T', text: 'x', messageUrl: 'https://a' } }, 'T x https://a'],
  [
    {
      msgtype: 'actionCard',
      actionCard: { title: 'T', text: 'x', singleTitle: 'S', singleURL: 'u' },
    },
    'T x',
  ],
  [{ msgtype: 'feedCard', feedCard: { links: [{ title: 'One' }, { title: 'Two' }] } }, 'One Two'],
])('a custom robot takes %o', async (message, words) => {
  const { post, got } = await robot()
  expect(await post(message)).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await got()).toEqual([words])
})

test.each([
  ['no token', {}, text('Hello'), 'x=1', 40035],
  ['an unknown token', {}, text('Hello'), 'access_token=x', 300005],
  ['a stopped robot', { isStopped: true }, text('Hello'), undefined, 400102],
  ['no message', {}, {}, undefined, 40035],
  ['a message without words', {}, { msgtype: 'text', text: {} }, undefined, 40035],
  ['an unknown kind', {}, { msgtype: 'video', video: {} }, undefined, 400105],
  ['none of the keywords', { keywords: ['alarm'] }, text('Hello'), undefined, 310000],
  ['another address', { addresses: ['192.0.2.1'] }, text('Hello'), undefined, 310000],
  ['no signature', { secret: 'SEC' }, text('Hello'), undefined, 310000],
])('a custom robot refuses %s', async (_what, settings, body, query, errcode) => {
  const { post, got } = await robot(settings)
  expect(await post(body, query)).toMatchObject({ errcode })
  expect(await got()).toEqual([])
})

test('a custom robot with all its settings takes what is signed, has a keyword, and comes from the right address', async () => {
  const secret = 'SECret'
  const { post, got } = await robot({
    secret,
    keywords: ['alarm', 'Hello'],
    addresses: ['127.0.0.1'],
  })
  const signed = (timestamp: number) => {
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
    return new URLSearchParams({
      access_token: 'secret-token',
      timestamp: String(timestamp),
      sign,
    }).toString()
  }
  expect(await post(text('Hello'), signed(Date.now()))).toMatchObject({ errcode: 0 })
  expect(await post(text('Hello'), signed(Date.now() - 3_700_000))).toEqual({
    errcode: 310000,
    errmsg: 'invalid timestamp',
  })
  expect(await post(text('Hello'), `${signed(Date.now())}x`)).toEqual({
    errcode: 310000,
    errmsg: 'sign not match',
  })
  expect(await got()).toEqual(['Hello'])
})

test('a message with an id that came before is not delivered again, and the 21st of a minute is too many', async () => {
  const { post, got } = await robot()
  const same = { ...text('Hello'), msgUuid: 'one' }
  await post(same)
  expect(await post(same)).toMatchObject({ errcode: 0 })
  expect(await got()).toEqual(['Hello'])
  const answers = []
  for (let n = 0; n < 20; n += 1) answers.push(await post(text(`${n}`)))
  expect(answers.map(({ errcode }) => errcode)).toEqual([...Array(19).fill(0), 660026])
})
