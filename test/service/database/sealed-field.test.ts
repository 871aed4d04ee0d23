/** Secrets at rest: unreadable without their key, and useless when moved elsewhere. */
import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { config, configure } from '../../../service/config.ts'
import { seal, unseal } from '../../../service/database/sealed-field.ts'
import { testEnvironment } from '../../setup/environment.ts'

beforeAll(() => {
  configure(testEnvironment())
})

test('a secret comes back as it was, and is not to be seen in what is stored', () => {
  const sealed = seal('pässword 1', 'testAccount:1')
  expect(JSON.stringify(sealed)).not.toContain('pässword')
  expect(sealed.data.includes(Buffer.from('pässword'))).toBe(false)
  expect(unseal(sealed, 'testAccount:1')).toBe('pässword 1')
})

test('the same secret twice looks different', () => {
  expect(seal('same', 'a').data.equals(seal('same', 'a').data)).toBe(false)
})

test('a secret that was changed, or copied to another record, does not open', () => {
  const sealed = seal('secret', 'testAccount:1')
  expect(() => unseal(sealed, 'testAccount:2')).toThrow()
  const data = Buffer.from(sealed.data)
  data[0] = (data[0] ?? 0) ^ 1
  expect(() => unseal({ ...sealed, data }, 'testAccount:1')).toThrow()
})

test('after a new key comes to the front, old secrets still open and new ones use it', () => {
  const old = seal('secret', 'a')
  config().secretKeys.unshift({ id: 'new', key: randomBytes(32) })
  expect(unseal(old, 'a')).toBe('secret')
  expect(seal('secret', 'a').key).toBe('new')
  config().secretKeys.pop()
  expect(() => unseal(old, 'a')).toThrow('SECRET_KEYS holds no key k1')
})
