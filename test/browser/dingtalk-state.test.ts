/** Ravi of Alipay+ sees what DingTalk refuses and how many calls of the month are made, in both languages. */
import { expect, test } from 'vitest'
import { config } from '../../service/config.ts'
import { createUser } from '../../service/dingtalk/contacts.ts'
import { Places } from '../../service/dingtalk/limit-places.ts'
import { isRefused } from '../../service/dingtalk/known-limits.ts'
import { monthOf } from '../../service/dingtalk/months.ts'
import { haveSignedIn, openDevice, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'
import { inspect, inspectInChinese } from './screens/inspecting.ts'

const world = demoWorld()

const lin = { name: 'Lin Wei', phone: '+6581230002', departmentId: 1 }
const path = '/console/dingtalk-state'
const create = '/topapi/v2/user/create'

/** So many messages of the bot were sent this month. */
async function sent(calls: number): Promise<void> {
  const _id = `${config().dingtalk.clientId} /v1.0/robot/oToMessages/batchSend`
  const months = { [monthOf(new Date())]: calls }
  await Places.updateOne({ _id }, { $set: { months, at: new Date() } }, { upsert: true })
}

test('what is not set up and a budget that nears its end are on the page, and counted beside it', async () => {
  await haveSignedIn(world, 'ravi')
  await sent(4_100)
  await world.phones.misbehave({ where: create, what: 'errcode', value: 43_007 })
  await createUser(lin).catch(() => undefined)
  await expect.poll(() => isRefused(create)).toBe(true)

  const ravi = await openDevice(world, 'ravi')
  const place = ravi.getByRole('navigation').getByRole('link', { name: /^DingTalk/ })
  await place.getByText('2 waiting').waitFor({ state: 'attached' })
  await place.click()
  const alert = ravi.getByRole('alert').filter({ hasText: 'DingTalk refuses calls of the app' })
  await alert.getByText('Inviting people').waitFor()
  await alert.getByText('code 43007').waitFor()
  await alert.getByText('npm run dingtalk:check').waitFor()
  await ravi.getByText(/^4,1\d\d of 5,000$/).waitFor()
  await ravi.getByText('Changes of one card are now sent together').waitFor()
  await ravi.getByRole('row', { name: /Bot messages/ }).waitFor()
  await inspect(ravi, 'dingtalk-near')
  await ravi.setViewportSize(sizes.phone)
  await picture(ravi, 'dingtalk-near on a phone')
  await ravi.setViewportSize(sizes.desktop)

  await sent(5_000)
  await world.phones.behave()
  await createUser(lin)
  await expect.poll(() => isRefused(create)).toBe(false)
  await ravi.reload()
  await ravi.getByText('The calls are used up.').waitFor()
  expect(await alert.count()).toBe(0)
  await inspect(ravi, 'dingtalk-used-up')

  await sent(4_100)
  await world.phones.misbehave({ where: create, what: 'errcode', value: 43_007 })
  await createUser(lin).catch(() => undefined)
  await expect.poll(() => isRefused(create)).toBe(true)
  await ravi.getByRole('button', { name: /^Ravi Menon/ }).click()
  await ravi.getByRole('menuitem', { name: '简体中文' }).click()
  await ravi.locator('html[lang=zh-CN]').waitFor()
  await ravi.goto(world.onDevice('ravi', path))
  await ravi.getByText('钉钉拒绝了应用的调用').waitFor()
  await inspectInChinese(ravi, 'console', 'dingtalk-near')
}, 120_000)
