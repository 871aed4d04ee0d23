/** What is looked at, client by client: each is a thing done to the client and what was seen of it on both sides. */
import assert from 'node:assert/strict'
import type { Report, Run } from './run.ts'
import type { Behaviour } from './shapes.ts'

/** In the order of the table's columns, which is the order in which they are looked at. */
export const behaviours: Record<Behaviour, (run: Run) => Promise<void>> = {
  token,
  'sign-in': signIn,
  open,
  ping,
  'event twice': eventTwice,
  'bot and reply': botAndReply,
  card,
  disconnect,
  contacts,
  department,
  'jsapi ticket': jsapiTicket,
  'robot message': robotMessage,
  'card made': cardMade,
  'group message': groupMessage,
  'custom robot': customRobot,
  'work notification': workNotification,
  'media upload': mediaUpload,
  'callback crypto': callbackCrypto,
  'callback registered': callbackRegistered,
}

/** The token that the client got is one that the platform takes. */
async function token(run: Run): Promise<void> {
  const { value } = await run.hears('token')
  const answer = await fetch(`${run.url}/v1.0/oauth2/jsapiTickets`, {
    method: 'POST',
    headers: { 'x-acs-dingtalk-access-token': String(value) },
  })
  assert.equal(answer.status, 200, 'the token is not taken')
}

/** The client knows who came back from DingTalk's sign-in page. */
async function signIn(run: Run): Promise<void> {
  const read = await run.hears('signed in')
  assert.equal(read['name'], 'Mei Chen')
  const { result } = await run.ask('/topapi/v2/user/get', { userid: 'mei04' })
  assert.equal(read['unionId'], (result as { unionid: string }).unionid)
}

async function open(run: Run): Promise<void> {
  await run.until('one connection', async () => (await run.stream()).connections.length === 1)
}

async function ping(run: Run): Promise<void> {
  await run.control('PATCH', '/settings', { pingMs: 200 })
  await run.until('two answers to pings', async () =>
    (await run.stream()).connections.some(({ pongs }) => pongs >= 2),
  )
  await run.control('PATCH', '/settings', { pingMs: 30_000 })
}

/** Delivered twice with one event id: the client hands on both, and acknowledges so that none comes again. */
async function eventTwice(run: Run): Promise<void> {
  const where = 'user_add_org'
  await run.control('POST', '/misbehaviour', { where, what: 'duplicate', value: 2, times: 1 })
  await publish(run, where, 'twice')
  const both = await run.hears('event', ({ id }) => id === 'twice', 2)
  assert.deepEqual(both['data'], { timeStamp: 1, userId: ['lin02'], 备注: '入职 100%' })
  await settled(run)
  assert.equal(
    run.count('event', ({ id }) => id === 'twice'),
    2,
    'it came again',
  )
}

const publish = (run: Run, eventType: string, eventId: string) =>
  run.control('POST', '/events', {
    eventType,
    eventId,
    data: { timeStamp: 1, userId: ['lin02'], 备注: '入职 100%' },
  })

const settled = (run: Run) =>
  run.until('the acknowledgement', async () => (await run.stream()).waitingEvents === 0)

async function botAndReply(run: Run): Promise<void> {
  const sent = await run.control('POST', '/people/mei/messages', { text: ' 状态 100% ' })
  assert.deepEqual(sent, { delivered: true })
  assert.equal((await run.hears('bot'))['text'], '状态 100%')
  await run.until('the reply in the chat', async () =>
    (await run.robotChat('mei')).some(({ text }) => text === 'echo: 状态 100%'),
  )
}

async function card(run: Run): Promise<void> {
  const outTrackId = 'conformance'
  await run.makeCard(outTrackId)
  const pressed = await run.control('POST', `/people/mei/cards/${outTrackId}/press`, {
    actionId: 'approve',
  })
  assert.deepEqual(pressed, { delivered: true })
  assert.equal((await run.hears('card'))['action'], 'approve')
  const shown = (await run.robotChat('mei')).find((one) => one.outTrackId === outTrackId)
  assert.deepEqual([shown?.title, shown?.status], ['Conformance', 'pressed approve'])
}

/**
 * Told to go, the client comes back by itself, and what happens then reaches it: an event, or what
 * a person writes where a client cannot read events.
 */
async function disconnect(run: Run): Promise<void> {
  const before = new Set((await run.stream()).connections.map(({ id }) => id))
  await run.control('POST', '/stream/disconnect')
  await run.until('another connection', async () =>
    (await run.stream()).connections.some(({ id, leaving }) => !leaving && !before.has(id)),
  )
  if (!run.behaviours.includes('event twice')) {
    await run.control('POST', '/people/mei/messages', { text: 'afterwards' })
    await run.hears('bot', ({ text }) => text === 'afterwards')
    return
  }
  await publish(run, 'user_leave_org', 'afterwards')
  await run.hears('event', ({ id }) => id === 'afterwards')
  await settled(run)
}

/** What the client read of people and departments is so, and it understood a refusal. */
async function contacts(run: Run): Promise<void> {
  const read = await run.hears('contacts')
  assert.equal(read['name'], 'Mei Chen')
  assert.equal(read['mobile'], '81230004')
  assert.ok(read['departments'] ?? read['link'], 'neither departments nor a join link')
  const refusals: unknown[] = [60121, 33012, 'InvalidAuthentication']
  assert.ok(refusals.includes(read['refusal']), `refused with ${String(read['refusal'])}`)
}

/** Made, read back and removed: then there is none by that number. */
async function department(run: Run): Promise<void> {
  const { name, parent, refusal } = await run.hears('department')
  assert.deepEqual([name, parent, refusal], ['Conformance 试点', 1, 60003])
}

/** The ticket in force: the platform gives no other one while it holds. */
async function jsapiTicket(run: Run): Promise<void> {
  const { value } = await run.hears('ticket')
  assert.equal(value, (await run.ask('/v1.0/oauth2/jsapiTickets', {}))['jsapiTicket'])
}

async function robotMessage(run: Run): Promise<void> {
  assert.deepEqual((await run.hears('sent'))['invalid'], ['nobody'])
  const chat = await run.robotChat('mei')
  assert.ok(
    chat.some(({ text }) => text === 'echo: from the SDK'),
    'nothing in the chat',
  )
}

/** Made by the client, and changed by it later. */
async function cardMade(run: Run): Promise<void> {
  const { outTrackId } = await run.hears('card made')
  const shown = (await run.robotChat('mei')).find((one) => one.outTrackId === outTrackId)
  assert.deepEqual([shown?.title, shown?.status], ['Made by a client', 'updated'])
}

/** The app's robot speaks in a group. */
async function groupMessage(run: Run): Promise<void> {
  await run.hears('group message')
  const chat = await run.chat('mei', run.groupId)
  assert.ok(
    chat.some(({ text }) => text === 'echo: from the SDK'),
    'nothing in the group',
  )
}

/** What is posted to the address of a custom robot stands in its group, and strangers are refused. */
async function customRobot(run: Run): Promise<void> {
  const { errcode, refusal } = await run.hears('custom robot')
  assert.equal(errcode, 0)
  assert.ok([300005, 310000].includes(refusal as number), `refused with ${String(refusal)}`)
  const robots = (await run.control('GET', '/custom-robots')) as { messages: { text: string }[] }[]
  assert.ok(
    robots.some(({ messages }) => messages.some(({ text }) => text.includes('echo: from the SDK'))),
    'nothing in the group',
  )
}

/** One that stays, and one that the client takes back. */
async function workNotification(run: Run): Promise<void> {
  const { invalid, unread } = await run.hears('notified')
  assert.deepEqual([invalid, unread], [['nobody'], ['mei04']])
  const texts = (await run.chat('mei', 'work')).map(({ text }) => text)
  assert.ok(texts.includes('echo: from the SDK'), 'nothing in the chat')
  assert.ok(!texts.includes('recalled'), 'what was recalled is still there')
}

async function mediaUpload(run: Run): Promise<void> {
  assert.match(String((await run.hears('media'))['id']), /^[@#]/)
}

/** The client opens what the platform sealed, and the platform opens the client's answer. */
async function callbackCrypto(run: Run): Promise<void> {
  await run.hears('listening')
  await publish(run, 'user_add_org', 'sealed')
  const isHere = ({ path }: Report) => path === '/callback'
  const opened = await run.hears('callback', isHere)
  // DingTalk writes `userId` today and wrote `UserId` before
  const { EventType, userId, UserId, 备注 } = opened['data'] as Record<string, unknown>
  assert.deepEqual([EventType, userId ?? UserId, 备注], ['user_add_org', ['lin02'], '入职 100%'])
  await settled(run)
  assert.equal(
    run.count('callback', isHere),
    1,
    'the answer was not understood: it was posted again',
  )
}

/** The client registers an address, which is asked first; then events of the kinds that it named come there. */
async function callbackRegistered(run: Run): Promise<void> {
  const kind = 'user_leave_org'
  assert.deepEqual((await run.hears('registered'))['kinds'], [kind])
  await publish(run, kind, 'registered')
  await run.hears('callback', ({ path, type }) => path === '/registered' && type === kind)
  await settled(run)
}
