/** What people write to the bot, as DingTalk posts it where events come by callback, and what the bot answers on their phone. */
import { createHmac, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'

let at: Hiring
let admin: TestOperator
let request: string

beforeAll(async () => {
  at = await Hiring.start({ environment: { DINGTALK_EVENTS: 'callback' } })
})
afterAll(() => at.service.stop())
beforeEach(async () => {
  await at.reset()
  admin = await buildOperator(at.service.url, { dingtalkUserId: 'olivia01' })
  const { member } = await buildStaff(at.service.url, admin.workspace._id, {
    name: 'Ana',
    status: 'requested',
    via: 'request',
  })
  request = member._id
})

/** A post of DingTalk. */
async function post(message: object): Promise<number> {
  const timestamp = String(Date.now())
  const secret = demoOrganisation.clientSecret
  const response = await fetch(`${at.service.url}/dingtalk/robot`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      timestamp,
      sign: createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
    },
    body: JSON.stringify({
      msgId: randomUUIDv7(),
      conversationId: 'cid1',
      conversationType: '1',
      senderStaffId: 'olivia01',
      ...message,
    }),
  })
  return response.status
}

const said = async () =>
  ((await at.phones.messages('olivia')) as { from?: string; text?: string }[])
    .filter(({ from }) => from === 'other')
    .map(({ text = '' }) => text)

async function answerTo(message: object): Promise<string> {
  const before = (await said()).length
  expect(await post(message)).toBe(200)
  await expect.poll(async () => (await said()).length).toBeGreaterThan(before)
  return (await said()).at(-1) ?? ''
}

const text = (content: string) => ({ msgtype: 'text', text: { content } })
const picture = { type: 'picture', downloadCode: 'x' }
const list = 'Waiting for your decision: 1\n1. Ana'

test.each<[string, object, string]>([
  ['after a sign of no width', text('\u200bpending'), list],
  ['between marks of direction', text('\u200epending\u200e'), list],
  ['in traditional characters', text('待處理'), list],
  [
    'in text beside a picture',
    { msgtype: 'richText', content: { richText: [{ text: 'pending' }, picture] } },
    list,
  ],
  [
    'in speech',
    { msgtype: 'audio', content: { duration: 1200, downloadCode: 'x', recognition: 'pending' } },
    list,
  ],
  ['for help in traditional characters', text('幫助'), 'approve 3'],
])('an admin is understood %s', async (_how, message, answer) => {
  expect(await answerTo(message)).toContain(answer)
})

test.each([
  ['通過 1', /^Approved: Ana/, /^(approved|invited)$/],
  ['拒絕 1 reason', /^Rejected: Ana/, /^rejected$/],
])('%s decides on the request that the list shows under 1', async (words, answer, status) => {
  await answerTo(text('待處理'))
  expect(await answerTo(text(words))).toMatch(answer)
  expect((await StaffMembers.findById(request).lean())?.status).toMatch(status)
})
