/** The simulator's page decides: where links lead, what the address remembers, what a visitor does next. */
import { expect, test } from 'vitest'
import type { SimulatorState } from '../../../scripts/dingtalk-simulator/page/api/types.ts'
import { moved, offset } from '../../../scripts/dingtalk-simulator/page/device/places.ts'
import {
  currentStep,
  firstOpen,
  stepsOf,
} from '../../../scripts/dingtalk-simulator/page/guide/steps.ts'
import { readChoice, writeChoice } from '../../../scripts/dingtalk-simulator/page/stage/choice.ts'
import { targetOf } from '../../../scripts/dingtalk-simulator/page/stage/links.ts'
import { presetGroups, ruleOf } from '../../../scripts/dingtalk-simulator/page/tools/presets.ts'
import { simulated } from './simulated.ts'

const known = {
  publicUrl: 'https://partners.example',
  people: [{ url: 'http://localhost:3102' }] as SimulatorState['people'],
}

test.each([
  ['https://partners.example/join/x?a=1#b', { path: '/join/x?a=1#b' }],
  ['http://localhost:3102/results/1', { path: '/results/1' }],
  ['/results/1', { path: '/results/1' }],
  [
    'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fpartners.example%2Fjoin&pc_slide=true',
    { path: '/join' },
  ],
  ['https://elsewhere.example/', { outside: 'https://elsewhere.example/' }],
  ['//elsewhere.example/join', null],
  ['javascript:alert(1)', null],
  ['APMC-HP-0001', null],
])('a tap on %s leads where it says', (text, target) => {
  expect(targetOf(text, known)).toEqual(target)
})

const panel = (url: string, more = '&pc_slide=true') =>
  `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(url)}${more}`
const own = 'https://partners.example/console/x?corpid=d1&a=b%26c'
const elsewhere = 'https://elsewhere.example/'
const platforms = `dingtalk://dingtalkclient/action/open_platform_link?pcLink=${encodeURIComponent(panel(own))}&mobileLink=${encodeURIComponent(elsewhere)}`

test.each([
  ['desktop', own, { outside: own }],
  ['desktop', panel(own), { path: '/console/x?corpid=d1&a=b%26c' }],
  ['desktop', panel(own, '&pc_slide=false'), { outside: own }],
  ['desktop', panel(own, ''), { outside: own }],
  ['desktop', platforms, { path: '/console/x?corpid=d1&a=b%26c' }],
  ['desktop', elsewhere, { outside: elsewhere }],
  ['phone', own, { path: '/console/x?corpid=d1&a=b%26c' }],
  ['phone', panel(own), { path: '/console/x?corpid=d1&a=b%26c' }],
  ['phone', panel(own, ''), { path: '/console/x?corpid=d1&a=b%26c' }],
  ['phone', platforms, { outside: elsewhere }],
  ['phone', 'dingtalk://dingtalkclient/page/link?pc_slide=true', null],
  ['desktop', panel('javascript:alert(1)'), null],
] as const)('in a message on a %s, %s leads where DingTalk leads', (device, text, target) => {
  expect(targetOf(text, known, device)).toEqual(target)
})

test('the address remembers who is shown, the step, the filled desktop and a hidden guide', () => {
  const choice = { people: ['olivia', 'lin'], step: 3, fill: 'olivia', guide: false }
  expect(readChoice(`#${writeChoice(choice)}`)).toEqual(choice)
  expect(readChoice('')).toEqual({ people: null, step: null, fill: null, guide: true })
  expect(readChoice('#people=').people).toEqual([])
  expect(readChoice('#step=99').step).toBeNull()
})

test('a device moved on the little map is as many metres away as it was moved', () => {
  const here = { latitude: 13.7466, longitude: 100.5347, accuracy: 20 }
  const { east, south } = offset(here, moved(here, 250, -125))
  expect(Math.round(east)).toBe(250)
  expect(Math.round(south)).toBe(-125)
})

test('the guide leads from sign-in to the agreed invitation, one sentence at a time', async () => {
  const simulator = await simulated()
  const guide = async (number: number) => {
    const state: SimulatorState = await simulator.state()
    const step = stepsOf(state).find((one) => one.number === number)
    if (!step) throw new Error(`no step ${number}`)
    return step
  }
  const first: SimulatorState = await simulator.state()
  expect(firstOpen(stepsOf(first))).toMatchObject({ number: 1, people: ['olivia', 'lin'] })
  expect((await guide(2)).copy?.value).toBe('+6581230002')

  await simulator.old('/topapi/v2/user/create', {
    name: 'Lin Wei',
    mobile: '+65-81230002',
    dept_id_list: '1',
  })
  expect((await guide(2)).sentence).toContain('Install DingTalk')
  await simulator.ask('PATCH', '/simulator/api/people/lin/device', { installed: true })
  expect(await guide(2)).toMatchObject({ actor: 'lin', done: false })
  expect((await guide(2)).sentence).toContain('Tap “支付宝合作伙伴”')
  await simulator.ask('PATCH', '/simulator/api/people/lin/device', { identity: 'alipayPartner' })
  expect((await guide(2)).sentence).toContain('“Agree”')

  const { chats } = await simulator.person('lin')
  const invitation = chats.flatMap(({ messages }) => messages).find((m) => 'invitationId' in m)
  const id = invitation && 'invitationId' in invitation ? invitation.invitationId : ''
  await simulator.ask('POST', `/simulator/api/people/lin/invitations/${id}/decline`)
  expect((await guide(2)).sentence).toContain('declined')

  await simulator.old('/topapi/v2/user/create', {
    name: 'Lin Wei',
    mobile: '+65-81230002',
    dept_id_list: '1',
  })
  const again = (await simulator.person('lin')).chats
    .flatMap(({ messages }) => messages)
    .findLast((m) => 'invitationId' in m)
  const next = again && 'invitationId' in again ? again.invitationId : ''
  await simulator.ask('POST', `/simulator/api/people/lin/invitations/${next}/agree`)
  expect(await guide(2)).toMatchObject({ done: true })
})

test('the guide stays with a finished step until the visitor goes on', async () => {
  const state: SimulatorState = await (await simulated()).state()
  const [signIn, add, ask] = stepsOf(state)
  if (!signIn || !add || !ask) throw new Error('three steps are needed')
  const signedIn = { ...signIn, done: true }
  // The same people go on: no need to press anything.
  expect(currentStep([signedIn, add, ask], null, 1)).toBe(add)
  const added = { ...add, done: true }
  expect(currentStep([signedIn, added, ask], null, 2)).toBe(added)
  expect(currentStep([signedIn, added, ask], 3, 2)).toBe(ask)
})

test('every fault that has a switch is one that the simulator takes, and each its own', async () => {
  const simulator = await simulated()
  const presets = presetGroups.flatMap((group) => group.presets)
  for (const { id, rule } of presets) {
    const added = await simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
    expect(added.status, id).toBe(201)
  }
  const { misbehaviour } = (await simulator.state()) as unknown as SimulatorState
  const active = presets.map((preset) => ruleOf(preset, misbehaviour)?.id)
  expect(new Set(active).size).toBe(presets.length)
  expect(active).not.toContain(undefined)
})
