/** The address that a limit counts: no caller can pass for another by what they write, nor be counted with strangers. */
import type { IncomingMessage } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import { callerNetwork, clientAddress } from '../../../service/http/client-address.ts'
import { testEnvironment } from '../../setup/environment.ts'

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

function trust(proxies: string): void {
  configure(testEnvironment({ DINGTALK_EVENTS: 'callback', TRUSTED_PROXIES: proxies }))
}
afterAll(() => trust(''))

describe('with proxies on private networks', () => {
  test.each([
    ['no proxy forwards', '198.51.100.7', undefined, '198.51.100.7'],
    ['a stranger claims to forward', '198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['one proxy', '10.0.0.2', '203.0.113.9', '203.0.113.9'],
    ['two proxies', '10.0.0.2', '203.0.113.9, 192.168.1.1', '203.0.113.9'],
    ['the caller writes something in front', '10.0.0.2', '8.8.8.8, 203.0.113.9', '203.0.113.9'],
    ['the caller writes a proxy in front', '10.0.0.2', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['a caller on the private network', '127.0.0.1', '10.1.2.3', '10.1.2.3'],
    ['a proxy that writes nonsense', '10.0.0.2', '203.0.113.9, unknown', '10.0.0.2'],
    ['a proxy that writes nothing', '10.0.0.2', '', '10.0.0.2'],
    ['a proxy that writes ports', '::ffff:10.0.0.2', '203.0.113.9:4711', '203.0.113.9'],
    ['IPv6 with a port', '::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['IPv6 with a zone', 'fe80::1%eth0', '2001:db8::7', '2001:db8::7'],
  ])('%s', (_name, remote, forwarded, address) => {
    trust('')
    expect(clientAddress(request(remote, forwarded))).toBe(address)
  })
})

test('only the proxies that are named are believed', () => {
  trust('198.51.100.0/24, 2001:db8:1::/48')
  expect(clientAddress(request('198.51.100.7', '203.0.113.9'))).toBe('203.0.113.9')
  expect(clientAddress(request('2001:db8:1::5', '203.0.113.9'))).toBe('203.0.113.9')
  expect(clientAddress(request('10.0.0.2', '203.0.113.9'))).toBe('10.0.0.2')
  trust('none')
  expect(clientAddress(request('127.0.0.1', '203.0.113.9'))).toBe('127.0.0.1')
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is counted as %s', (address, counted) => {
  expect(callerNetwork(address)).toBe(counted)
})
