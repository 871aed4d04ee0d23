import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  decrypt,
  encrypt,
  isOwner,
  signatureOf,
} from '../../../service/dingtalk/callback/crypto.ts'
import { cardSign, robotSign } from '../../../service/dingtalk/signatures.ts'

const official = {
  keys: { token: '123456', aesKey: '4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij' },
  timestamp: '1445827045067',
  nonce: 'nEXhMP4r',
  signature: '5a65ceeef9aab2d149439f82dc191dd6c5cbe2c0',
  encrypted:
    '1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8PYrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ==',
  owner: 'suite4xxxxxxxxxxxxxxx',
  message:
    '{"EventType":"check_create_suite_url","Random":"LPIdSnlF","TestSuiteKey":"suite4xxxxxxxxxxxxxxx"}',
}

const keys = { token: 'a-token', aesKey: randomBytes(32).toString('base64').slice(0, 43) }

describe('the envelope of callbacks', () => {
  test("is signed and opened as DingTalk's published example", () => {
    const { keys: theirs, timestamp, nonce, encrypted } = official
    expect(signatureOf(theirs, timestamp, nonce, encrypted)).toBe(official.signature)
    expect(decrypt(theirs, encrypted)).toEqual({
      message: official.message,
      owner: official.owner,
    })
  })

  test('keeps Chinese text, percent signs and every length of message as they are', () => {
    for (const text of ['审核通过：陈 100%', '100% %E4%BD%A0 %', '', '🧧'.repeat(500)]) {
      expect(decrypt(keys, encrypt(keys, text, 'owner'))).toEqual({ message: text, owner: 'owner' })
    }
    for (let length = 0; length < 70; length += 1) {
      const text = 'x'.repeat(length)
      const sealed = encrypt(keys, text, 'dingkey')
      expect(Buffer.from(sealed, 'base64').length % 32).toBe(0)
      expect(decrypt(keys, sealed)?.message).toBe(text)
    }
  })

  test('does not open under another key, cut short, or as plain text', () => {
    const sealed = encrypt(keys, 'hello', 'owner')
    const other = { ...keys, aesKey: randomBytes(32).toString('base64').slice(0, 43) }
    expect(decrypt(other, sealed)?.message).not.toBe('hello')
    expect(decrypt(keys, sealed.slice(0, 30))).toBeUndefined()
    expect(decrypt(keys, 'hello')).toBeUndefined()
    expect(decrypt(keys, '')).toBeUndefined()
  })

  test('names its owner, who must be us', () => {
    expect(isOwner('dingkey', ['dingcorp', 'dingkey'])).toBe(true)
    expect(isOwner('dingke', ['dingcorp', 'dingkey'])).toBe(false)
    expect(isOwner('', ['dingcorp', 'dingkey'])).toBe(false)
  })
})

test("messages to the robot are signed as in DingTalk's published example", () => {
  expect(robotSign('1577262236757', 'this is a secret')).toBe(
    'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=',
  )
})

test('a press of a card button is signed over its time', () => {
  expect(cardSign('1577262236757', 'one')).not.toBe(cardSign('1577262236757', 'two'))
  expect(cardSign('1577262236757', 'one')).not.toBe(cardSign('1577262236758', 'one'))
})
