/** Numbers of every country are read as they are written there and abroad, and no digit is made up. */
import { getCountries, getExampleNumber } from 'libphonenumber-js/core'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import metadata from 'libphonenumber-js/max/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, test } from 'vitest'
import { readPhone } from '../../../service/phone-numbers/judge.ts'
import { read } from './read.ts'

describe('of every country', () => {
  const numbers = getCountries(metadata).flatMap((country) => {
    const number = getExampleNumber(country, examples, metadata)
    return number?.isValid() ? [[country, number] as const] : []
  })

  test('a mobile number is read as it is written there and abroad', () => {
    expect(numbers.length).toBeGreaterThan(230)
    for (const [country, number] of numbers) {
      const ways = [
        [number.number, ''],
        [number.formatInternational(), 'SG'],
        [number.formatNational(), country],
        [`00 ${number.formatInternational().slice(1)}`, ''],
        [`tel:${number.number}`, ''],
      ] as const
      for (const [text, chosen] of ways) {
        const found = read(text, chosen, 'typed')
        expect([country, text, found]).toEqual([country, text, number.number])
      }
    }
  })

  test('no more digits come out than were written, whatever is done to a number', () => {
    for (const [country, number] of numbers) {
      const digits = number.number.slice(1)
      const odd = [
        `${digits}.0`,
        `+${digits}0`,
        `+${digits.slice(0, -1)}`,
        `+${digits.slice(0, 5)}.${digits.slice(5)}`,
        `${number.nationalNumber}.0`,
        number.nationalNumber.slice(0, -1),
        `0${number.nationalNumber}`,
      ]
      for (const text of odd) {
        for (const chosen of ['', country, 'SG', 'ID', 'AR', 'MX']) {
          const found = readPhone(text, { country: chosen, from: 'cell' })
          if (!('phone' in found)) continue
          const written = text.replace(/^(\d+)\.0$/, '$1').replace(/\D/g, '')
          const { nationalNumber = '' } = parsePhoneNumberFromString(found.phone) ?? {}
          expect([text, chosen, nationalNumber.length <= written.length]).toEqual([
            text,
            chosen,
            true,
          ])
          // and every digit of it was written, in this order
          const inOrder = new RegExp([...nationalNumber].join('\\d*'))
          expect([text, chosen, found.phone, inOrder.test(written)]).toEqual([
            text,
            chosen,
            found.phone,
            true,
          ])
        }
      }
    }
  })
})
