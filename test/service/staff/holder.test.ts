/** Who holds the phone, asked at each opening of the app: the session follows DingTalk's account. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Sessions } from '../../../service/accounts/model.ts'
import type { CookieJar } from '../../setup/browser-jar.ts'
import { clientOf } from '../../setup/people.ts'
import { Desk } from '../accounts/desk.ts'

let desk: Desk
let phone: CookieJar

beforeAll(async () => {
  desk = await Desk.start()
})
afterAll(() => desk.service.stop())

const address = '/api/v1/sessions/staff/holder'
const confirm = async (person: string) =>
  phone.send('POST', address, { code: await desk.authCode(person) })
const name = async () => (await phone.send('GET', '/api/v1/me/staff')).body.name

beforeEach(async () => {
  await desk.reset()
  phone = desk.browser()
  const code = await desk.authCode('mei')
  expect((await phone.send('POST', '/api/v1/sessions/staff', { code })).status).toBe(200)
})

test('only for those who are signed in', async () => {
  const stranger = await clientOf(desk.service.url).post(address, { code: 'any' })
  expect([stranger.status, stranger.body.code]).toEqual([401, 'signed_out'])
})

test('a code that DingTalk does not know changes nothing', async () => {
  const answer = await phone.send('POST', address, { code: 'made-up' })
  expect([answer.status, answer.body.code]).toEqual([401, 'wrong_login_code'])
  expect(await name()).toMatch(/^Mei/)
})

test('the same person goes on in the same session, at many openings', async () => {
  const before = await Sessions.find().lean()
  for (let opening = 0; opening < 15; opening += 1) {
    expect((await confirm('mei')).body).toEqual({ changed: false })
  }
  expect(await Sessions.find().lean()).toEqual(before)
})

test('another person takes the session over, and the one before has none left on this phone', async () => {
  const [before] = await Sessions.find().lean()
  expect((await confirm('olivia')).body).toEqual({ changed: true })
  expect(await name()).toMatch(/^Olivia/)
  const after = await Sessions.find().lean()
  expect(after).toHaveLength(1)
  expect(after[0]!.subject).not.toBe(before!.subject)
  expect((await confirm('olivia')).body).toEqual({ changed: false })
})

test('DingTalk not answering leaves the session as it is', async () => {
  const code = await desk.authCode('olivia')
  await desk.phones.misbehave({ where: '/topapi/v2/user/getuserinfo', what: 'status', value: 500 })
  const answer = await phone.send('POST', address, { code })
  expect([answer.status, answer.body.code]).toEqual([503, 'dingtalk_unavailable'])
  expect(await name()).toMatch(/^Mei/)
})
