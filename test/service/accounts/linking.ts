/** An operator who links DingTalk, at a browser. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { clock } from '../../../service/clock.ts'
import type { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Desk } from './desk.ts'

export let desk: Desk
export let admin: TestOperator
export let email: string
export let browser: CookieJar

beforeAll(async () => {
  desk = await Desk.start()
})
afterAll(() => desk.service.stop())
beforeEach(async () => {
  await desk.reset()
  admin = await buildOperator(desk.service.url)
  email = admin.account.email
  browser = desk.browser()
})

export const later = (ms: number) => clock.arrange(() => new Date(Date.now() + ms))
export const other = (digits: string) => (digits === '000000' ? '000001' : '000000')
