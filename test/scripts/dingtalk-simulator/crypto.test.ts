/** The simulator's own callback crypto against DingTalk's published example. */
import { expect, test } from 'vitest'
import {
  decryptMessage,
  encryptMessage,
  signEnvelope,
} from '../../../scripts/dingtalk-simulator/events/crypto.ts'

const secrets = {
  token: '123456',
  aesKey: '4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij',
  ownerKey: 'suite4xxxxxxxxxxxxxxx',
}
const encrypt =
  '1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8PYrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ=='

test('the official example decrypts and has the official signature', () => {
  expect(signEnvelope(secrets.token, '1445827045067', 'nEXhMP4r', encrypt)).toBe(
    '5a65ceeef9aab2d149439f82dc191dd6c5cbe2c0',
  )
  expect(JSON.parse(decryptMessage(secrets, encrypt) ?? '')).toEqual({
    EventType: 'check_create_suite_url',
    Random: 'LPIdSnlF',
    TestSuiteKey: 'suite4xxxxxxxxxxxxxxx',
  })
})

test('what is encrypted for one app is not readable for another', () => {
  const sealed = encryptMessage(secrets, '{"EventType":"user_add_org","name":"林伟 100%"}')
  expect(decryptMessage(secrets, sealed)).toBe('{"EventType":"user_add_org","name":"林伟 100%"}')
  expect(decryptMessage({ ...secrets, ownerKey: 'another' }, sealed)).toBeUndefined()
})
