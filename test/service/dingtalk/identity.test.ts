/** What of a member's profile counts as the identity Alipay Partner, as another, and as not told. */
import { expect, test } from 'vitest'
import { identityOf } from '../../../service/dingtalk/identity.ts'
import { configureDoor } from './door.ts'

const field = { DINGTALK_IDENTITY_FIELD: '身份' }

test.each([
  'Alipay Partner',
  'ALIPAY_PARTNER',
  ' alipay-partner ',
  'Ａｌｉｐａｙ　Ｐａｒｔｎｅｒ',
  '支付宝合作伙伴',
  '支付寶合作夥伴',
])('%j is an Alipay Partner', (name) => {
  configureDoor(field)
  expect(identityOf(JSON.stringify({ 爱好: '旅游', 身份: name }))).toBe('alipay_partner')
  // some examples of the documentation hold an object in place of text
  expect(identityOf({ 身份: name })).toBe('alipay_partner')
})

test.each(['Merchant', '商户', 'Alipay', 'Partner of another', '7'])(
  '%j is another identity',
  (name) => {
    configureDoor(field)
    expect(identityOf(JSON.stringify({ 身份: name }))).toBe('other')
  },
)

test.each([
  ['no fields at all', undefined],
  ['text that is no JSON', '{"身份":'],
  ['a list', '["身份"]'],
  ['fields without it', '{"爱好":"旅游"}'],
  ['an empty one', '{"身份":" "}'],
  ['one that is no text', '{"身份":{"name":"Merchant"}}'],
])('%s tells nothing', (_what, extension) => {
  configureDoor(field)
  expect(identityOf(extension)).toBeUndefined()
})

test('nothing is told where the organisation is not said to have such a field', () => {
  configureDoor()
  expect(identityOf('{"身份":"Merchant","undefined":"Merchant"}')).toBeUndefined()
})
