/** Messages to the robot and presses of cards that DingTalk posts, and what is refused of them. */
import { createHmac, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import type { BotMessage } from '../../../service/dingtalk/bot-messages.ts'
import { onBotMessage, onCardAction } from '../../../service/dingtalk/inbound.ts'
import { cardSecret } from '../../../service/dingtalk/signatures.ts'
import { Refusal } from '../../../service/errors.ts'
import { organisation } from './door.ts'
import { logOf, post } from './posted.ts'

describe('a message to the robot over HTTP', () => {
  const heard: BotMessage[] = []
  onBotMessage(async (message) => {
    heard.push(message)
  })
  beforeEach(() => heard.splice(0))

  const signed = (timestamp = String(Date.now()), secret = organisation.clientSecret) => ({
    timestamp,
    sign: createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
  })
  const message = (msgId: string) => ({
    msgId,
    conversationId: 'cid1',
    conversationType: '1',
    senderStaffId: 'lin02',
    msgtype: 'text',
    text: { content: ' 你好 100% ' },
  })

  test('reaches each listener once', async () => {
    const body = message(randomUUID())
    expect((await post('/dingtalk/robot', body, signed())).status).toBe(200)
    expect((await post('/dingtalk/robot', body, signed())).status).toBe(200)
    expect(heard).toEqual([
      {
        messageId: body.msgId,
        userId: 'lin02',
        unionId: '',
        text: '你好 100%',
        isSpoken: false,
        conversationId: 'cid1',
        isPrivate: true,
      },
    ])
  })

  test.each([
    ['with another secret', () => signed(undefined, 'guess')],
    ['from two hours ago', () => signed(String(Date.now() - 7_200_000))],
    ['without a signature', () => ({})],
  ])('signed %s is refused', async (_name, headers) => {
    const answer = await post('/dingtalk/robot', message(randomUUID()), headers())
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_callback' } })
    expect(heard).toEqual([])
  })

  const [text, picture] = [{ text: 'approve' }, { type: 'picture', downloadCode: 'x' }]
  test.each<[string, object, object]>([
    [
      'text with a picture',
      { msgtype: 'richText', content: { richText: [{ text: 'pending' }, picture] } },
      { text: 'pending', isSpoken: false },
    ],
    [
      'text in runs of other style',
      { msgtype: 'richText', content: { richText: [{ text: 'appr' }, { text: 'ove 1' }] } },
      { text: 'approve 1' },
    ],
    [
      'words parted by a picture',
      { msgtype: 'richText', content: { richText: [text, picture, { type: 'text', text: '1' }] } },
      { text: 'approve 1' },
    ],
    [
      'content as JSON text',
      { msgtype: 'richText', content: JSON.stringify({ richText: [text] }) },
      { text: 'approve' },
    ],
    ['a picture alone', { msgtype: 'picture', content: { downloadCode: 'x' } }, { text: '' }],
    [
      'speech',
      { msgtype: 'audio', content: { duration: 1200, downloadCode: 'x', recognition: '待处理。' } },
      { text: '待处理。', isSpoken: true },
    ],
    [
      'speech that was not recognised',
      { msgtype: 'audio', content: { duration: 1200, downloadCode: 'x' } },
      { text: '', isSpoken: true },
    ],
    ['parts that are none', { msgtype: 'richText', content: { richText: 7 } }, { text: '' }],
  ])('of %s is read', async (_name, parts, expected) => {
    const { text: _, ...frame } = message(randomUUID())
    expect((await post('/dingtalk/robot', { ...frame, ...parts }, signed())).status).toBe(200)
    expect(heard).toMatchObject([{ messageId: frame.msgId, userId: 'lin02', ...expected }])
  })

  test('by a person DingTalk names by unionid only is heard', async () => {
    const { senderStaffId: _, ...body } = message(randomUUID())
    const frame = { ...body, senderUnionId: 'union02' }
    expect((await post('/dingtalk/robot', frame, signed())).status).toBe(200)
    expect(heard).toMatchObject([{ userId: '', unionId: 'union02', text: '你好 100%' }])
  })

  test.each([{ errorCode: 20001 }, { errCode: '20001' }, { errorCode: 20002, errorMessage: 'x' }])(
    'in place of which stands %j is logged and not taken',
    async (error) => {
      const { text: _, ...frame } = message(randomUUID())
      const body = { ...frame, ...error, senderNick: 'Lin Wei' }
      expect((await post('/dingtalk/robot', body, signed())).status).toBe(200)
      expect(heard).toEqual([])
      const [line = ''] = await logOf(body)
      const { level, msg, errorCode } = JSON.parse(line) as Record<string, unknown>
      expect({ level, msg, errorCode }).toEqual({
        level: 50,
        msg: 'DingTalk robot message withheld',
        errorCode: String(Object.values(error)[0]),
      })
      expect(line).not.toMatch(/Lin Wei|lin02/)
    },
  )

  test('from a person outside the organisation is passed over', async () => {
    const { senderStaffId: _, ...body } = message(randomUUID())
    const elsewhere = { ...message(randomUUID()), senderCorpId: 'dingother' }
    expect((await post('/dingtalk/robot', body, signed())).status).toBe(200)
    expect((await post('/dingtalk/robot', elsewhere, signed())).status).toBe(200)
    expect(heard).toEqual([])
  })
})

describe('a press of a card button over HTTP', () => {
  let presses = 0
  onCardAction('count.', async ({ userId, outTrackId, actionId }) => {
    presses += 1
    if (outTrackId === 'refused') throw new Refusal('wrong_state')
    return { status: `${userId} ${presses}`, title: actionId }
  })

  const signed = (
    timestamp = String(Date.now()),
    secret = cardSecret(organisation.clientSecret),
  ) => ({
    'x-ddpaas-signature-timestamp': timestamp,
    'x-ddpaas-signature': createHmac('sha256', secret).update(timestamp).digest('base64'),
  })
  const press = (outTrackId: string, actionId = 'count.up') => ({
    type: 'actionCallback',
    outTrackId,
    corpId: organisation.corpId,
    userId: 'olivia01',
    content: JSON.stringify({ cardPrivateData: { actionIds: [actionId], params: { actionId } } }),
  })

  test('is answered with what the card shows; a second delivery with the same', async () => {
    const card = randomUUID()
    const first = await post('/dingtalk/card', press(card), signed())
    const second = await post('/dingtalk/card', press(card), signed())
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({
      cardUpdateOptions: { updateCardDataByKey: true },
      cardData: { cardParamMap: { status: expect.stringMatching(/^olivia01 \d+$/) as string } },
    })
    expect(second).toEqual(first)
  })

  const node = 'single_button_node_ocltl6e6foq'
  test.each<[string, object]>([
    [
      'the own id only in the parameters, a generated one as the button',
      { content: { cardPrivateData: { actionIds: [node], params: { actionId: 'count.up' } } } },
    ],
    [
      'parameters beside the private data',
      { content: { cardPrivateData: { actionIds: [node] }, params: { actionId: 'count.up' } } },
    ],
    [
      'everything in value, nothing in content',
      { value: { cardPrivateData: { actionIds: [node], params: { actionId: 'count.up' } } } },
    ],
    [
      'parameters beside the private data, in value',
      { value: { cardPrivateData: { actionIds: ['1'] }, params: { actionId: 'count.up' } } },
    ],
    [
      'the own id bound as the button, other parameters',
      { value: { cardPrivateData: { actionIds: ['count.up'], params: { like: true } } } },
    ],
    [
      'the own id after a generated one',
      { value: { cardPrivateData: { actionIds: [node, 'count.up'] } } },
    ],
    [
      'an unbound variable as the parameter',
      {
        value: {
          cardPrivateData: { actionIds: ['count.up'], params: { actionId: '${button1Id}' } },
        },
      },
    ],
    [
      'a value without JSON beside a content',
      { value: '', content: { cardPrivateData: { actionIds: ['count.up'] } } },
    ],
    ['no private data at all', { content: { actionIds: ['count.up'] } }],
    ['one id that is no list', { content: { cardPrivateData: { actionIds: 'count.up' } } }],
  ])('with %s is answered, as text or as JSON', async (_name, context) => {
    const {
      value: _,
      content: __,
      ...frame
    } = { value: '', ...press(randomUUID()), spaceType: 'im' }
    const asText = Object.fromEntries(
      Object.entries(context).map(([name, part]) => [
        name,
        typeof part === 'string' ? part : JSON.stringify(part),
      ]),
    )
    for (const parts of [context, asText]) {
      const body = { ...frame, ...parts, outTrackId: randomUUID() }
      const answer = await post('/dingtalk/card', body, signed())
      expect(answer.body).toMatchObject({
        cardData: { cardParamMap: { status: expect.stringMatching(/^olivia01 \d+$/) as string } },
      })
    }
  })

  test('that names two of our buttons is of the one in its parameters', async () => {
    const { content: _, ...frame } = press(randomUUID())
    const cardPrivateData = { actionIds: ['count.down'], params: { actionId: 'count.up' } }
    const { body } = await post(
      '/dingtalk/card',
      { ...frame, value: { cardPrivateData } },
      signed(),
    )
    expect(body).toMatchObject({ cardData: { cardParamMap: { title: 'count.up' } } })
  })

  test('some time later is a new press', async () => {
    const card = randomUUID()
    const first = await post('/dingtalk/card', press(card), signed())
    clock.arrange(() => new Date(Date.now() + 60_000))
    const second = await post('/dingtalk/card', press(card), signed())
    expect(second.status).toBe(200)
    expect(second.body).not.toEqual(first.body)
  })

  test('that a stranger caught and sends again later is answered as it was, and does nothing', async () => {
    const card = randomUUID()
    const caught = signed()
    const first = await post('/dingtalk/card', press(card), caught)
    const before = presses
    clock.arrange(() => new Date(Date.now() + 60_000))
    expect(await post('/dingtalk/card', press(card), caught)).toEqual(first)
    expect(presses).toBe(before)
  })

  test('that is refused may be tried again', async () => {
    const before = presses
    expect((await post('/dingtalk/card', press('refused'), signed())).status).toBe(409)
    expect((await post('/dingtalk/card', press('refused'), signed())).status).toBe(409)
    expect(presses).toBe(before + 2)
  })

  test('without a handler changes nothing', async () => {
    const answer = await post('/dingtalk/card', press(randomUUID(), 'unknown'), signed())
    expect(answer).toEqual({ status: 200, body: {} })
    const foreign = { ...press(randomUUID()), corpId: 'dingother' }
    expect(await post('/dingtalk/card', foreign, signed())).toEqual({ status: 200, body: {} })
    const broken = { ...press(randomUUID()), content: '{' }
    expect(await post('/dingtalk/card', broken, signed())).toEqual({ status: 200, body: {} })
  })

  test.each([
    ['with another secret', () => signed(undefined, 'guess')],
    ['with the app secret itself', () => signed(undefined, organisation.clientSecret)],
    ['from two hours ago', () => signed(String(Date.now() - 7_200_000))],
    ['without a signature', () => ({})],
  ])('signed %s is refused', async (_name, headers) => {
    const answer = await post('/dingtalk/card', press(randomUUID()), headers())
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_callback' } })
  })
})
