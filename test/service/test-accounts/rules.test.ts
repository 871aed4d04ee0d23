/** When an account is rotated, and how pasted lines are read. */
import { coarseOrigin } from '../../../service/accounts/rules.ts'
import { describe, expect, test } from 'vitest'
import { testAccountStatuses } from '../../../service/test-accounts/contract/account.ts'
import { needsRotation, readPasted } from '../../../service/test-accounts/rules.ts'

test('passwords that were seen are rotated before the account goes to another person', () => {
  const needs = (seen: boolean) =>
    testAccountStatuses.filter((status) => needsRotation({ status, seen }))
  expect(needs(true)).toEqual(['available', 'suspended'])
  expect(needs(false)).toEqual([])
})

describe('pasted lines', () => {
  const outcomes = (text: string) => readPasted(text).map(({ outcome }) => outcome)

  test('are taken apart at commas, or at tabs where there are any', () => {
    expect(
      readPasted('A@alipay.example, login-1, pay-1\n\nb@alipay.example\tlog,in\tpay,2'),
    ).toEqual([
      {
        line: 1,
        email: 'a@alipay.example',
        outcome: 'ready',
        loginPassword: 'login-1',
        paymentPassword: 'pay-1',
      },
      {
        line: 3,
        email: 'b@alipay.example',
        outcome: 'ready',
        loginPassword: 'log,in',
        paymentPassword: 'pay,2',
      },
    ])
  })

  test.each([
    ['"a@alipay.example","log,in-1","pay""1"', 'log,in-1', 'pay"1'],
    ['a@alipay.example, "login-1", "pay-12"', 'login-1', 'pay-12'],
    ['a@alipay.example,log"in-1,pay"12', 'log"in-1', 'pay"12'],
    ['a@alipay.example\t"login-1"\tpay-12', '"login-1"', 'pay-12'],
  ])('quotation marks of CSV are no part of a password: %s', (line, login, payment) => {
    expect(readPasted(line)).toMatchObject([
      { outcome: 'ready', loginPassword: login, paymentPassword: payment },
    ])
  })

  test('a mark that is not closed is refused, and hides no other line', () => {
    const lines = ['a@alipay.example,"login-1,pay-12', 'b@alipay.example,login-1,pay-12']
    for (const end of ['\n', '\r', '\r\n']) {
      expect(outcomes(lines.join(end))).toEqual(['not_three_parts', 'ready'])
    }
  })

  test('tell what is wrong with each', () => {
    expect(
      outcomes(
        [
          'a@alipay.example, login-1',
          'a@alipay.example, with,comma, pay-1',
          'not an address, login-1, pay-1',
          'a@alipay.example, abc, pay-1',
          `a@alipay.example, login-1, ${'x'.repeat(129)}`,
          'c@alipay.example, login-1, pay-1',
          'C@alipay.example, login-2, pay-2',
        ].join('\n'),
      ),
    ).toEqual([
      'not_three_parts',
      'not_three_parts',
      'bad_email',
      'bad_password',
      'bad_password',
      'ready',
      'twice',
    ])
  })

  test('say nothing back that could be a password at the wrong place', () => {
    expect(readPasted('hunter2-login, a@alipay.example, pay-1')[0]?.email).toBe('')
  })
})

test('where a person looked is told without the last part of the address', () => {
  expect(coarseOrigin('203.0.113.77', 'Mozilla/5.0 (Linux; Android 14) DingTalk/7.6')).toEqual({
    network: '203.0.113.*',
    client: 'dingtalk',
    system: 'android',
  })
  expect(coarseOrigin('2001:db8:1:2::/64', '').network).toBe('2001:db8:1::/48')
})
