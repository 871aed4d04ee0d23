/** Which passwords may be chosen, and that they are typed in any form of the same characters. */
import { argon2Sync, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { insertWorkspace } from '../../../scripts/demo/rows.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator
let offices = 0

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  const workspace = await insertWorkspace({
    kind: 'iso',
    name: 'Harbour Pay',
    email: `office${++offices}@harbourpay.example`,
  })
  admin = await buildOperator(service.url, { workspace })
  await Accounts.updateOne({ _id: admin.account._id }, { $set: { name: 'Olivia Tan' } })
})

const change = (next: string) =>
  admin.client.put('/api/v1/me/operator/password', { present: admin.password, next })
const signIn = (password: string) =>
  new CookieJar(service.url).send('POST', '/api/v1/sessions/operator', {
    email: admin.account.email,
    password,
  })

test.each([
  ['too short', 'fourteen chars', 'bad_input'],
  ['too short when counted as characters', 'e\u0301'.repeat(14), 'bad_input'],
  ['common, with more digits', 'password1234567', 'password_common'],
  ['common, with signs for letters', 'P@ssw0rd12345678', 'password_common'],
  ['two common ones', 'iloveyou12345678', 'password_common'],
  ['famous', 'correcthorsebatterystaple', 'password_personal'],
  ['a row of keys', 'qwertyuiopasdfgh', 'password_common'],
  ['one character', 'aaaaaaaaaaaaaaaaaaaa', 'password_pattern'],
  ['a common one twice', 'passwordpassword', 'password_pattern'],
  ['a row of letters', 'abcdefghijklmnopq', 'password_pattern'],
  ['something repeated in another script', '密码密码密码密码密码密码密码密码', 'password_pattern'],
  ['the e-mail itself', undefined, 'password_personal'],
  ['the name with a date', 'OliviaTan20261122', 'password_personal'],
  ['the company', 'HarbourPay2026!!', 'password_personal'],
  ['the name and the company, apart', 'olivia-harbour-pay', 'password_personal'],
  ['the name and the company, with dots', 'olivia.tan.harbour.pay', 'password_personal'],
  ['the company and the name, with a year', 'HarbourPay-Olivia-2026', 'password_personal'],
  ['words of this product, apart', 'alipay-dingtalk-2026', 'password_personal'],
  ['common ones, apart', 'monkey dragon master', 'password_common'],
  ['a common phrase', 'welcome to singapore', 'password_common'],
  ['a common name with a year', 'harry potter 2001', 'password_common'],
  ['this product', 'partnerworkspace', 'password_personal'],
  ['this product with a date', 'Alipay+20261122!', 'password_personal'],
])('a password that is %s is refused with the reason', async (_, next, code) => {
  const answer = await change(next ?? `${admin.account.email}1`)
  expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, code, 'next'])
  expect(JSON.stringify(answer.body)).not.toContain(next ?? admin.account.email)
  expect((await signIn(admin.password)).status).toBe(200)
})

test.each([
  ['words, all lower case', 'seven green kettles sing'],
  ['words, one of them the company’s', 'seven harbour kettles sing low'],
  ['another script', '我家门前有两棵枣树还有一棵也是枣树'],
  ['as long as a manager makes them', 'k2!Zt9#qWv7$Lm4^Rx8&Nb3*Hc6(Jd1)'.repeat(6)],
  ['blanks at the ends', '  violet tram over nine lakes '],
])('%s are taken as they are', async (_, next) => {
  expect((await change(next)).status).toBe(200)
  expect((await signIn(next)).status).toBe(200)
  expect((await signIn(` ${next}`)).status).toBe(401)
})

test('the same characters are the same password, however the keyboard composes them', async () => {
  const composed = 'na\u00efve caf\u00e9 tram lakes'
  expect((await change(composed)).status).toBe(200)
  expect((await signIn(composed.normalize('NFD'))).status).toBe(200)
  expect((await signIn(composed.normalize('NFC'))).status).toBe(200)
  expect((await signIn('naive cafe tram lakes')).status).toBe(401)
})

test('a password that was hashed as it was typed still opens', async () => {
  const typed = 'na\u0308ive tram over lakes'
  // a hash of an earlier release: made of the code points that came
  const nonce = randomBytes(16)
  const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
  const tag = argon2Sync('argon2id', { ...cost, message: typed, nonce })
  const [salt, hash] = [nonce, tag].map((one) => one.toString('base64').replace(/=+$/, ''))
  const passwordHash = `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}`
  await Accounts.updateOne({ _id: admin.account._id }, { $set: { passwordHash } })
  expect((await signIn(typed)).status).toBe(200)
})
