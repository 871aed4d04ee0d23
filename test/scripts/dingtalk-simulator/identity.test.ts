/** The identity that people choose when they first sign in to DingTalk: asked once, told by the contacts, changed later. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StoredState } from '../../../scripts/dingtalk-simulator/state/shapes/state.ts'
import { simulated, streamClient, type Simulated } from './simulated.ts'

const success = { code: 200, data: { status: 'SUCCESS' } }

const change = (simulator: Simulated, person: string, patch: unknown) =>
  simulator.ask('PATCH', `/simulator/api/people/${person}/device`, patch)

const invite = (simulator: Simulated) =>
  simulator.old('/topapi/v2/user/create', {
    name: 'Lin Wei',
    mobile: '+65-81230002',
    dept_id_list: '1',
  })

const resultOf = async (simulator: Simulated, userid: string) =>
  (await simulator.old('/topapi/v2/user/get', { userid })).body.result as Record<string, unknown>

test('an identity that DingTalk does not offer is refused, and so is none', async () => {
  const simulator = await simulated()
  for (const identity of ['partner', '', null])
    expect((await change(simulator, 'mei', { identity })).status).toBe(400)
  expect((await simulator.person('mei')).identity).toBe('alipayPartner')
})

test.each([
  ['en', '“Alipay Partner” as your identity'],
  ['zh-CN', '身份请选择“支付宝合作伙伴”'],
  ['zh-TW', '身分請選擇「支付寶合作夥伴」'],
  ['zh-HK', '身分請選擇「支付寶合作夥伴」'],
  ['zh', '身份请选择“支付宝合作伙伴”'],
  ['ja', '利用者区分で「Alipay Partner」'],
  ['ko', '사용자 유형으로 ‘Alipay Partner’'],
  ['th', 'เลือก “Alipay Partner” เป็นประเภทผู้ใช้'],
  ['ms', '“Alipay Partner” sebagai identiti anda'],
  ['id', '“Alipay Partner” sebagai identitas Anda'],
  ['vi', 'danh tính “Alipay Partner”'],
  ['de', '“Alipay Partner” as your identity'],
])('the signup message on a phone in %s says which to choose', async (language, words) => {
  const simulator = await simulated()
  await change(simulator, 'lin', { language })
  await invite(simulator)
  const { chats } = await simulator.person('lin')
  const [message] = chats.find(({ kind }) => kind === 'signup')?.messages ?? []
  expect(message).toMatchObject({ kind: 'signup', text: expect.stringContaining(words) })
})

test('a person is asked after the first sign-in, and the contacts tell what they chose, also after a change', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => success)
  await invite(simulator)
  expect(await simulator.person('lin')).toMatchObject({ installed: false, identity: null })
  await change(simulator, 'lin', { installed: true })
  expect(await simulator.person('lin')).toMatchObject({ installed: true, identity: null })
  await change(simulator, 'lin', { identity: 'merchant' })

  await simulator.ask('POST', '/simulator/api/people/lin/join')
  expect((await resultOf(simulator, 'lin02')).extension).toBe('{"Identity":"Merchant"}')
  await change(simulator, 'lin', { identity: 'merchant' })
  await change(simulator, 'lin', { identity: 'alipayPartner' })
  expect((await resultOf(simulator, 'lin02')).extension).toBe('{"Identity":"Alipay Partner"}')
  const { body } = await simulator.old('/topapi/v2/user/list', { dept_id: 1, cursor: 0, size: 100 })
  const { list } = body.result as { list: { userid: string; extension?: string }[] }
  expect(list.find(({ userid }) => userid === 'lin02')?.extension).toContain('Alipay Partner')

  // the one of the change; to choose the same again changes nothing, and no listener hears of those outside
  await client.until(({ headers }) => headers.eventType === 'user_modify_org')
  await simulator.ask('POST', '/simulator/api/people/lin/leave')
  await client.until(({ headers }) => headers.eventType === 'user_leave_org')
  const modified = client.frames.filter(({ headers }) => headers.eventType === 'user_modify_org')
  expect(modified.map(({ data }) => data.userId)).toEqual([['lin02']])
})

test('agreeing without an answer counts as the usual one', async () => {
  const simulator = await simulated()
  await simulator.ask('POST', '/simulator/api/people/lin/join')
  expect((await simulator.person('lin')).identity).toBe('alipayPartner')
})

test.each([
  ['without a field for it', { identityField: null }],
  ['without the permission to see it', { missingScopes: ['fieldEmail'] }],
])('%s the contacts tell nothing of it', async (_what, settings) => {
  const simulator = await simulated()
  await simulator.ask('PATCH', '/simulator/api/settings', settings)
  expect(await resultOf(simulator, 'mei04')).not.toHaveProperty('extension')
})

test('people who were signed in to an earlier simulator are Alipay Partners; a person who has just installed is still asked', async () => {
  const first = await simulated()
  await change(first, 'lin', { installed: true })
  await first.stop()
  const file = join(first.dataFolder, 'state.json')
  const state = JSON.parse(await readFile(file, 'utf8')) as StoredState
  expect(state.people.find(({ id }) => id === 'lin')?.identity).toBeNull()
  for (const person of state.people)
    if (person.id !== 'lin') Reflect.deleteProperty(person, 'identity')
  state.people.push({ ...state.people[0]!, id: 'ana', phone: '+6581230077', installed: false })
  delete (state.people.at(-1) as { member?: unknown }).member
  Reflect.deleteProperty(state.knobs, 'identityField')
  await writeFile(file, JSON.stringify(state))

  const second = await simulated({ dataFolder: first.dataFolder })
  expect((await second.person('mei')).identity).toBe('alipayPartner')
  expect((await second.person('lin')).identity).toBeNull()
  expect((await second.person('ana')).identity).toBeNull()
  expect((await resultOf(second, 'mei04')).extension).toBe('{"Identity":"Alipay Partner"}')
})
