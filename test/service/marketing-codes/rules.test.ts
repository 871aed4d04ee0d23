/** What a QR code says, and what a person is told of a code. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CodeStatus } from '../../../service/marketing-codes/contract.ts'
import { codeVerdict } from '../../../service/marketing-codes/rules.ts'
import { codeFromQr } from '../../../service/marketing-codes/shared.ts'

describe('Marketing Codes', () => {
  test.each([
    ['APMC-4F7K-2Q9D', 'APMC-4F7K-2Q9D'],
    ['  apmc-4f7k-2q9d\n', 'APMC-4F7K-2Q9D'],
    ['https://mc.example/q/APMC-4F7K-2Q9D', 'APMC-4F7K-2Q9D'],
    ['https://mc.example/q/apmc-4f7k-2q9d/?from=print', 'APMC-4F7K-2Q9D'],
    ['https://mc.example/open?c=APMC-4F7K-2Q9D&x=1', 'APMC-4F7K-2Q9D'],
    ['alipayplus://code/APMC-4F7K-2Q9D', 'APMC-4F7K-2Q9D'],
    ['https://mc.example/', null],
    ['https://mc.example/a/b', null],
    ['https://[', null],
    ['WIFI:S:shop;P:secret;;', null],
    ['APMC', null],
    ['X'.repeat(41), null],
    ['', null],
  ])('%j holds %j', (text, code) => {
    expect(codeFromQr(text)).toBe(code)
  })

  test('an ISO’s QR code never is a Marketing Code, whatever its letters and its host', () => {
    const joinCode = (number: number) =>
      createHash('sha256').update(`${number}`).digest().subarray(0, 9).toString('base64url')
    const taken = Array.from({ length: 10_000 }, (_, number) => joinCode(number)).filter(
      (code) =>
        codeFromQr(`http://localhost:3107/join/${code}`, 'http://localhost:3107') ??
        codeFromQr(`https://partners.example/join/${code}?from=poster`, 'http://localhost:3107') ??
        codeFromQr(`https://partners.example/join/${code}/?c=APMC-4F7K-2Q9D`),
    )
    expect(taken).toEqual([])
  })

  test('no address of the service itself is a Marketing Code', () => {
    const own = 'https://partners.example'
    expect(codeFromQr(`${own}/work/results`, own)).toBe(null)
    expect(codeFromQr('https://partners.example.net/work/APMC-HP-0041', own)).toBe('APMC-HP-0041')
    expect(codeFromQr('https://PARTNERS.example/APMC-HP-0041', own)).toBe(null)
  })

  test.each<[string, CodeStatus, string | null, string | undefined, string]>([
    ['mine', 'issued', null, undefined, 'free'],
    ['mine', 'bound', 's1', 's1', 'mine'],
    ['mine', 'active', 's1', 's1', 'mine'],
    ['mine', 'bound', 's1', 's2', 'taken'],
    ['mine', 'bound', 's1', undefined, 'taken'],
    ['mine', 'retired', 's1', 's1', 'taken'],
    ['other', 'issued', null, undefined, 'unknown'],
    ['other', 'bound', 's1', 's1', 'unknown'],
  ])('issued to %s ISO, %s at %s, asked for %s: %s', (iso, status, submission, asked, verdict) => {
    expect(codeVerdict({ iso, status, submission }, 'mine', asked)).toBe(verdict)
  })
  test('a code that was never issued is unknown', () => {
    expect(codeVerdict(undefined, 'mine', undefined)).toBe('unknown')
  })
})
