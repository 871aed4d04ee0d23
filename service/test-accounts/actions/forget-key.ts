/** Gives up passwords that no key opens any more: their accounts wait for new ones. */
import { transaction } from '../../database/transaction.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { TestAccounts, type TestAccount } from '../model.ts'
import { endBy } from '../rules.ts'
import { change } from './change.ts'
import { opens, sealedWith } from './key-holder.ts'
import { passwordsLost } from '../events.ts'

/** A suspended account stays so; `seen` keeps it from being lent before it has new passwords. */
async function dropPasswords({ _id, iso, version }: TestAccount, by: Actor): Promise<void> {
  await transaction(async () => {
    const { modifiedCount } = await TestAccounts.updateOne(
      { _id, version },
      { $set: { seen: true }, $unset: { secrets: 1 } },
    )
    if (!modifiedCount) return
    await record(passwordsLost, { tenant: iso, id: _id, by })
  })
}

async function giveUp(account: TestAccount, by: Actor): Promise<void> {
  // retired ones have none
  if (account.status !== 'suspended') {
    await change(account, 'suspend', {
      by,
      end: endBy.suspend,
      where: { version: account.version },
    })
  }
  await dropPasswords(account, by)
}

/**
 * Suspends the accounts whose passwords were sealed with a key that is gone, and drops what nothing opens; the holders
 * are told that they are suspended. What still opens stays as it is.
 * @returns ids of the accounts
 */
export async function giveUpPasswordsOfKey(key: string, by: Actor): Promise<string[]> {
  const rows = await TestAccounts.find(sealedWith(key)).sort({ _id: 1 }).lean<TestAccount[]>()
  const lost = rows.filter((account) => !opens(account))
  for (const account of lost) await giveUp(account, by)
  return lost.map(({ _id }) => _id)
}
