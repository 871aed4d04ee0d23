/** Texts that could be read as the number of a stranger: a remark beside a number, or a number of another country. */
import { getCountries, getExampleNumber } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/max/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, test } from 'vitest'
import { readTypedPhone } from '../../../miniapp/parts/read-phone.ts'
import { readPhone } from '../../../service/phone-numbers/judge.ts'

type Source = 'cell' | 'typed'

const read = (text: string, country = '', from: Source = 'cell') => {
  const found = readPhone(text, { country, from })
  return 'phone' in found ? [found.phone, ...found.warnings].join(' ') : found.problem
}

describe.each<Source>(['cell', 'typed'])('a remark beside a number (%s)', (from) => {
  test.each([
    ['0812 345 6789 (2)', 'ID'],
    ['08123456789 (2)', 'ID'],
    ['08123456789(2)', 'ID'],
    ['+62 812-345-6789 (2)', ''],
    ['0812-345-6789 - 2', 'ID'],
    ['0812-345-6789 -2', 'ID'],
    ['0812-345-6789 - 12', 'ID'],
    ['0812-345-6789-2', 'ID'],
    ['0812-345-6789-12', 'ID'],
    ['0812/345/6789/2', 'ID'],
    ['0812 345 6789 / 12', 'ID'],
    ['0812 345 6789. 12', 'ID'],
    ['0812 345 6789 2', 'ID'],
    ['0812 345 6789\n2', 'ID'],
    ['0812345678\n12', 'ID'],
    ['0812345678\r\n12', 'ID'],
    ['2\n0812345678', 'ID'],
    ['0912 3456 (2)', 'KH'],
    ['0664 1234567 (2)', 'AT'],
    ['0664 1234567\n2', 'AT'],
    ['2. 021 123 456', 'NZ'],
    ['2 021 123 456', 'NZ'],
    ['(2) 021 123 456', 'NZ'],
    ['12 0812 345 678', 'ID'],
  ])('%j in a list of %j is refused', (text, country) => {
    expect(read(text, country, from)).toBe('two_numbers')
  })

  test.each([
    ['+62\n812 345 6789', '', '+628123456789'],
    ['0812 34\n5678', 'ID', '+62812345678'],
    ['0812-3456-789', 'ID', '+628123456789'],
    ['62 0812 345 6789', 'ID', '+628123456789'],
    ['06-12-34-56-78', 'FR', '+33612345678'],
    ['06 - 12 - 34 - 56 - 78', 'FR', '+33612345678'],
    ['06/12/34/56/78', 'FR', '+33612345678'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['8 029 491-19-11', 'BY', '+375294911911'],
    ['(0664) 1234567', 'AT', '+436641234567'],
  ])('%j in a list of %j is one number: %s', (text, country, phone) => {
    expect(read(text, country, from)).toBe(phone)
  })

  test.each([
    '8123 9456 9123 4567',
    '+65 81234567 91234567',
    '1234 / 81239456',
    '81239456 / 1234',
    '81234567 81234568',
  ])('%j is two numbers', (text) => {
    expect(read(text, 'SG', from)).toBe('two_numbers')
  })
})

test.each([
  // landlines at home, and mobile numbers with a wrong digit
  ['6581234567', 'DE'],
  ['6581234567', 'IN'],
  ['33664443405', 'DE'],
  ['33664443405', 'ID'],
  ['2412293491', 'GB'],
  ['2412293491', 'IN'],
  ['22221248704', 'MX'],
  ['50662325134', 'CA'],
  ['79051265768', 'PH'],
  ['79841296413', 'NP'],
])('%s in a list of %s could be a number of another country', (text, country) => {
  expect(read(text, country)).toBe('two_readings')
})

test.each([
  ['60123456789', 'SG', '+60123456789 other_country'],
  ['6581237701', 'HK', '+6581237701 other_country'],
  ['6581237701', '', '+6581237701'],
  ['6581237701', 'SG', '+6581237701'],
  // no digit is dropped
  ['53062311016', 'CA', 'too_long'],
])('%s in a list of %s: %s', (text, country, right) => {
  expect(read(text, country)).toBe(right)
})

describe.each<Source>(['cell', 'typed'])('what is dialled before a call abroad (%s)', (from) => {
  test.each([
    ['0336 8251234', 'SG', 'not_a_number'],
    ['03368251234', 'SG', 'not_a_number'],
    ['033 68251234', 'SG', 'not_a_number'],
    ['011 65 8123 7701', 'SG', '+6581237701'],
    ['8 10 65 8123 7701', 'RU', '+6581237701'],
    ['0116581237701', 'US', '+6581237701'],
  ])('%j in a list of %s: %s', (text, country, right) => {
    expect(read(text, country, from)).toBe(right)
  })
})

describe.each(['CN', 'SG', 'HK', ''])('behind 00, in a list of %j,', (country) => {
  test.each([
    ['0013123493568', 'two_readings'],
    ['00 131 2349 3568', 'two_readings'],
    ['00 13123493568', 'two_readings'],
    ['0015062345678', 'two_readings'],
    ['0013800138000', 'mainland_number'],
    ['00 1 312 349 3568', '+13123493568 may_be_landline'],
    ['0014155552671', '+14155552671 may_be_landline'],
    ['008613123493568', '+8613123493568'],
  ])('%s: %s', (text, right) => {
    expect(read(text, country)).toBe(right)
    expect(read(text, country, 'typed')).toBe(right)
  })
})

describe('behind 00 the digits of the country code are no prefix of a carrier', () => {
  const lists = ['SG', 'TH', 'HK', 'KR', 'TW', 'KH', 'ID', 'BR', 'JP', 'AU', '']

  test.each([
    '0044 740 596 044',
    '0044740596044',
    '006565 81231234',
    '0063 93612345678',
    '00351 0912 897 251',
    '0061 4123 686 864',
    '00236 700 497 626',
    '0055 119709537592',
    '001 50688896737',
    '001 506 8889 6737',
  ])('%j is refused in every list', (text) => {
    for (const country of lists) {
      expect([country, readPhone(text, { country, from: 'cell' })]).toEqual([
        country,
        { problem: expect.any(String), country: expect.toBeOneOf([expect.any(String), undefined]) },
      ])
    }
  })

  test('a number of any country, right or with a digit too few or too many, is itself or nothing', () => {
    const changes: ((digits: string) => string)[] = [
      (digits) => digits,
      (digits) => digits.slice(0, -1),
      (digits) => `${digits}7`,
      (digits) => digits.slice(0, 4) + digits.slice(3),
    ]
    for (const home of getCountries(metadata)) {
      const example = getExampleNumber(home, examples, metadata)
      if (!example) continue
      const { countryCallingCode: code, nationalNumber } = example
      for (const change of changes) {
        const national = change(nationalNumber)
        for (const text of [
          `00${code}${national}`,
          `00${code} ${national}`,
          `00 ${code} ${national}`,
        ]) {
          for (const country of lists) {
            const found = readPhone(text, { country, from: 'typed' })
            if (!('phone' in found)) continue
            // the 0 that is dialled at home, and the 1 in old numbers of Mexico, are taken out
            const forms = [national, national.replace(code === '52' ? /^1/ : /^0/, '')]
            expect([country, text, found.phone]).toEqual([
              country,
              text,
              expect.toBeOneOf(forms.map((form) => `+${code}${form}`)),
            ])
          }
        }
      }
    }
  })

  test('a prefix and a country code that stand apart are read, as people write them', () => {
    expect(read('001 81 90 1234 5678', 'SG')).toBe('+819012345678')
    expect(read('0011 65 8123 7701', 'AU')).toBe('+6581237701')
    expect(read('0015 65 8123 7701', 'BR')).toBe('+6581237701')
  })
})

test.each([
  ['013800138000', 'SG', 'mainland_number'],
  ['013800138000', 'TH', 'mainland_number'],
  ['013800138000', 'CN', '+8613800138000'],
  ['015123456789', 'DE', '+4915123456789'],
])('%s, with the 0 of a call to another province, in a list of %s: %s', (text, country, right) => {
  expect(read(text, country)).toBe(right)
})

test('the phone warns of the countries that the service warns of', () => {
  // where a few mobile numbers are no landlines, such as the example
  const mostly = ['DK', 'PM']
  for (const country of getCountries(metadata)) {
    const number = getExampleNumber(country, examples, metadata)
    if (!number?.isValid()) continue
    const service = readPhone(number.number, { country: '', from: 'typed' })
    const phone = readTypedPhone(number.number, '')
    expect([country, phone]).toEqual([country, expect.objectContaining({ phone: number.number })])
    const warnings = (found: typeof phone) => ('phone' in found ? found.warnings : [])
    const right = mostly.includes(country) ? ['may_be_landline'] : warnings(service)
    expect([country, warnings(phone)]).toEqual([country, right])
  }
})
