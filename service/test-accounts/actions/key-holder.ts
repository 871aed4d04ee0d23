/** Which secret keys the sealed passwords of test accounts need. */
import type { KeyHolder } from '../../database/key-use.ts'
import { TestAccounts, type TestAccount } from '../model.ts'
import { openPasswords } from './secrets.ts'

/** Accounts that are tried before a key counts as another one: a single row may be damaged. */
const samples = 5

/** Accounts of which a password is sealed with this key. */
export const sealedWith = (key: string) => ({
  $or: [{ 'secrets.login.key': key }, { 'secrets.payment.key': key }],
})

/** Whether a key of the ring opens its passwords. */
export function opens(account: TestAccount): boolean {
  try {
    openPasswords(account)
    return true
  } catch {
    // another key, or a damaged row: it is the other samples that tell which
    return false
  }
}

export const testAccountKeyHolder: KeyHolder = {
  ring: 'SECRET_KEYS',
  what: 'test accounts',
  async ids() {
    const [login, payment] = await Promise.all([
      TestAccounts.distinct('secrets.login.key'),
      TestAccounts.distinct('secrets.payment.key'),
    ])
    return [...new Set([...login, ...payment] as string[])]
  },
  count: (id) => TestAccounts.countDocuments(sealedWith(id)),
  async fits(id) {
    const rows = await TestAccounts.find({ 'secrets.login.key': id, 'secrets.payment.key': id })
      .limit(samples)
      .lean<TestAccount[]>()
    return !rows.length || rows.some(opens)
  },
}
