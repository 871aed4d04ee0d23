/** Seals the passwords of all accounts with the key in front of the ring (`npm run keys:rotate`). */
import { config } from '../../config.ts'
import { describeError, log } from '../../log.ts'
import { TestAccounts, type TestAccount } from '../model.ts'
import { openPasswords, sealPasswords } from './secrets.ts'

export interface Resealed {
  done: number
  /** Ids of those that no key of the ring opens. */
  unopened: string[]
}

/** Rows read at once. */
const batch = 100

function withOtherKey(): Record<string, unknown> {
  const [{ id }] = config().secretKeys
  return {
    secrets: { $exists: true },
    $or: [{ 'secrets.login.key': { $ne: id } }, { 'secrets.payment.key': { $ne: id } }],
  }
}

async function nextBatch(after: string): Promise<TestAccount[]> {
  return TestAccounts.find({ _id: { $gt: after }, ...withOtherKey() })
    .sort({ _id: 1 })
    .limit(batch)
    .lean<TestAccount[]>()
}

/** Sealed again; undefined when no key of the ring opens it, or it was damaged. */
function resealed(account: TestAccount): TestAccount['secrets'] {
  try {
    return sealPasswords(account, openPasswords(account))
  } catch (error) {
    log.warn(
      { account: account._id, error: describeError(error) },
      'test account passwords not opened',
    )
    return undefined
  }
}

/** @returns whether it could be opened; one that was rotated meanwhile is looked at again */
async function resealOne(account: TestAccount): Promise<boolean> {
  const secrets = resealed(account)
  if (!secrets) return false
  await TestAccounts.updateOne(
    {
      _id: account._id,
      version: account.version,
      'secrets.login.iv': account.secrets?.login.iv,
      'secrets.payment.iv': account.secrets?.payment.iv,
    },
    { $set: { secrets } },
  )
  return true
}

/**
 * Compare-and-set, account by account: it may be cut off and run again, beside itself and beside a running service.
 * Runs until no account is left that is sealed with another key, since an instance that does not know the new key yet
 * seals with the old one.
 */
export async function resealTestAccounts(): Promise<Resealed> {
  let done = 0
  for (;;) {
    const unopened: string[] = []
    let found = 0
    for (
      let rows = await nextBatch('');
      rows.length;
      rows = await nextBatch(rows.at(-1)?._id ?? '')
    ) {
      for (const account of rows) {
        if (await resealOne(account)) found++
        else unopened.push(account._id)
      }
    }
    done += found
    if (!found) return { done, unopened }
  }
}
