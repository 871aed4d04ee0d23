/** What people write for a phone number, and what is read: the number that was meant, or why none is taken. */
import { describe, expect, test } from 'vitest'
import { readPhone } from '../../../service/phone-numbers/judge.ts'
import { mei, read } from './read.ts'

test.each([
  '+65 8123 7701',
  '(+65) 8123 7701',
  '(65) 8123 7701',
  '+(65)81237701',
  '+65 (8123) 7701',
  '+65(0)81237701',
  '0065 (0) 8123-7701',
  '00 65 8123 7701',
  '00-65-81237701',
  '0065.8123.7701',
  '+ 65 8123 7701',
  '+65/8123/7701',
  '65.8123.7701',
  '8123.7701',
  '8123-7701',
  '8123\u20137701',
  '8123\u22127701',
  '8123\u00b77701',
  '8123\u30fc7701',
  '8123\u00a07701',
  '8123\u202f7701',
  '8123\u30007701',
  '8123\t7701',
  '8123\n7701',
  '\u202a+65 8123 7701\u202c',
  '+65 8123\u200b7701',
  '\ufeff81237701',
  '81237701.',
  '81237701, ',
  "'+6581237701",
  '\u2018+6581237701',
  '="81237701"',
  '\u201c8123 7701\u201d',
  'tel:+65-8123-7701',
  'Mobile: 8123 7701',
  'Mobile No. 8123 7701',
  'H/P: 81237701',
  'HP 81237701',
  '8123 7701 (WhatsApp)',
  '(M) +65 8123 7701',
  '+65 8123 7701 - mobile',
  '手机：8123 7701',
  '電話 8123-7701',
  'มือถือ 8123 7701',
  '📱 8123 7701',
  'SG +65 8123 7701',
  '＋６５－８１２３－７７０１',
  '（＋65）8123 7701',
  '+๖๕๘๑๒๓๗๗๐๑',
  '٠٠٦٥٨١٢٣٧٧٠١',
  '۸۱۲۳۷۷۰۱',
  '८१२३ ७७०१',
  '၈၁၂၃၇၇၀၁',
  '៨១២៣៧៧០១',
  '𝟠𝟙𝟚𝟛𝟟𝟟𝟘𝟙',
  '011 65 8123 7701',
  '001 65 8123 7701',
])('%j in a list of Singapore is one number', (text) => {
  expect(read(text, 'SG')).toBe(mei)
  expect(read(text, 'SG', 'typed')).toBe(mei)
})

describe('a number cell', () => {
  test.each([
    ['6581237701.0', '', mei],
    ['6581237701,00', '', mei],
    ['81237701.0', 'SG', mei],
    ['81237701.0', '', 'country_missing'],
    ['6.581237701E+09', '', mei],
    ['6.5812377010E+09', '', mei],
    // digits that the program does not show are not guessed
    ['6.58123E+09', '', 'shortened'],
    ['6.58123770E+09', '', 'shortened'],
    ['6.5812377015E+09', '', 'shortened'],
    ['6581237701.5', '', 'decimal_point'],
    ['81237701.25', 'SG', 'decimal_point'],
    ['+65 8123 7701.0', 'SG', 'decimal_point'],
    ['-81237701', 'SG', 'not_a_number'],
  ])('%s with country %j: %s', (text, country, right) => {
    expect(read(text, country)).toBe(right)
  })

  test('has no .0 when it was typed', () => {
    expect(read('+6581237701.0', '', 'typed')).toBe('decimal_point')
    expect(read('81237701.0', 'SG', 'typed')).toBe('decimal_point')
    expect(read('+62 812 3770 1234.0', 'ID', 'typed')).toBe('decimal_point')
  })
})

test.each([
  ['81237701 ext 3', 'extension'],
  ['+65 8123-7701 x5', 'extension'],
  ['+65 8123 7701 #12', 'extension'],
  ['8123 7701 分机 5', 'extension'],
  ['tel:+6581237701;ext=3', 'extension'],
  ['8123 7701/8123 7702', 'two_numbers'],
  ['81237701, 81237702', 'two_numbers'],
  ['81237701;81237702', 'two_numbers'],
  ['81237701\n81237702', 'two_numbers'],
  ['81237701 or 81237702', 'two_numbers'],
  ['81237701、81237702', 'two_numbers'],
  ['+65 8123 7701 +65 8123 7702', 'two_numbers'],
  ['81237701/2', 'two_numbers'],
  ['81237701-2', 'two_numbers'],
  ['8123 7701 / 02', 'two_numbers'],
  ['+65O8123770', 'letters'],
  ['8I237701', 'letters'],
  ['ask Mei', 'not_a_number'],
  ['home 6123 7701', 'letters'],
  ['MY +65 8123 7701', 'letters'],
  ['ID 81237701', 'letters'],
  ['8123*7701', 'not_a_number'],
  ['8123,7701', 'not_a_number'],
  ['81,237,701', 'not_a_number'],
  ['8123⁷701', 'not_a_number'],
  ['①8123770', 'not_a_number'],
  ['8123 7701)', 'not_a_number'],
  ['++65 8123 7701', 'not_a_number'],
  ['+65 8123 77', 'too_short'],
  ['+65 8123 7701 2233', 'too_long'],
  ['8123\u00007701', 'not_a_number'],
  ['', 'missing'],
  [' . ', 'missing'],
])('%j in a list of Singapore: %s', (text, why) => {
  expect(read(text, 'SG')).toBe(why)
})

test.each([
  // read as another country's, these would reach strangers
  ['13012345678', 'SG', 'mainland_number'],
  ['138 1234 5678', 'HK', 'mainland_number'],
  ['18612345678', 'TH', 'mainland_number'],
  ['19912345678', 'ID', 'mainland_number'],
  ['13105551234', 'US', 'mainland_number'],
  ['1 (310) 555-1234', 'US', '+13105551234'],
  ['14155552671', 'US', '+14155552671'],
  ['13012345678', 'CN', '+8613012345678'],
  ['+8613012345678', 'SG', '+8613012345678'],
  ['8613012345678', 'SG', '+8613012345678'],
])('%s in a list of %s: %s', (text, country, right) => {
  expect(read(text, country)).toBe(right)
})

describe('without any country', () => {
  test.each([
    '13012345678',
    '81234567890',
    '812345678901',
    '49987654321',
    '9171234567',
    '4155552671',
    '5321234567',
    // Hong Kong, Macau, Cambodia and Taiwan, or Indonesia and Brazil
    '85251234567',
    '85361234567',
    '85512345678',
    '886912345678',
    '84912345678',
  ])('%s is no number yet', (text) => {
    expect(read(text)).toBe('country_missing')
  })

  test.each(['6581237701', '628123456789', '66812345678', '60123456789', '8613812345678'])(
    '%s is one that Excel has taken the plus off',
    (text) => {
      expect(read(text)).toBe(`+${text}`)
      expect(read(text, '', 'typed')).toBe('country_missing')
    },
  )
})

test.each([
  ['0081 90 1234 5678', 'SG', '+819012345678'],
  ['00819012345678', 'SG', '+819012345678'],
  ['0060 12 345 6789', 'SG', '+60123456789'],
  ['001 81 90 1234 5678', 'SG', '+819012345678'],
  ['011 44 7911 123456', 'US', '+447911123456'],
  ['010 65 8123 7701', 'JP', mei],
  ['8 10 65 8123 7701', 'RU', mei],
  ['0011 65 8123 7701', 'AU', mei],
  ['0044 7911 123456', '', '+447911123456'],
  ['011 65 8123 7701', 'ID', 'not_a_number'],
  // +1 659 812 3456 or +65 9812 3456
  ['001 65 9812 3456', 'SG', 'two_readings'],
  ['0016598123456', 'SG', 'two_readings'],
])('%s dialled from %j: %s', (text, country, right) => {
  expect(read(text, country)).toBe(right)
})

test.each([
  ['+5215512345678', '', '+525512345678'],
  ['+52 1 55 1234 5678', 'SG', '+525512345678'],
  ['0052 1 55 1234 5678', 'SG', '+525512345678'],
  ['5215512345678', 'MX', '+525512345678'],
  ['044 55 1234 5678', 'MX', '+525512345678'],
  ['55 1234 5678', 'MX', '+525512345678'],
  ['+54 9 11 2345 6789', '', '+5491123456789'],
  ['+54 11 15 2345 6789', '', '+5491123456789'],
  ['011 15 2345-6789', 'AR', '+5491123456789'],
  ['9 11 2345 6789', 'AR', '+5491123456789'],
  ['+54 11 2345 6789', '', 'not_mobile'],
  ['+5511987654321', '', '+5511987654321'],
  ['+551187654321', '', 'old_plan'],
  ['(11) 8765-4321', 'BR', 'old_plan'],
  ['+841212345678', '', 'old_plan'],
  ['+84702345678', '', '+84702345678'],
  ['+22507012345', '', 'old_plan'],
  ['+2250701234567', '', '+2250701234567'],
  ['+22997123456', '', 'old_plan'],
  ['+2290197123456', '', '+2290197123456'],
  ['+2307123456', '', 'old_plan'],
])('%s with country %j: %s', (text, country, right) => {
  expect(read(text, country)).toBe(right)
})

test.each([
  ['+6561237701', 'not_mobile'],
  ['+6518001234567', 'not_mobile'],
  ['+19002345678', 'not_mobile'],
  ['+6531234567', 'not_mobile'],
  ['+448001234567', 'not_mobile'],
  ['+85241234567', 'not_a_number'],
])('%s is no mobile number', (text, why) => {
  expect(read(text)).toBe(why)
})

test('where landlines and mobiles have the same numbers, it is said', () => {
  expect(readPhone('+14155552671', { country: '', from: 'typed' })).toEqual({
    phone: '+14155552671',
    country: 'US',
    warnings: ['may_be_landline'],
  })
  expect(readPhone('+6581237701', { country: '', from: 'typed' })).toMatchObject({ warnings: [] })
})
