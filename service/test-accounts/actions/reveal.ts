/** The only way in which a secret leaves: no secret without a committed record, and no record without an opened secret. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type AssociatedStaff } from '../../http/callers.ts'
import { describeError, log } from '../../log.ts'
import { record } from '../../outbox/record.ts'
import { lockAssociation } from '../../staff/actions/lock.ts'
import { findOpenTask } from '../../inspections/actions/find.ts'
import { isSuspended } from '../../workspaces/actions/suspension.ts'
import { Reveals, TestAccounts, type StoredReveal, type TestAccount } from '../model.ts'
import { markReceived } from './lend.ts'
import { openPasswords, type Passwords } from './secrets.ts'
import { passwordsRevealed } from '../events.ts'

interface Look {
  account: string
  task: string | undefined
  from: StoredReveal['from']
}

/** The caller's account, marked as seen; it must be theirs at this very moment. @throws Refusal `not_found` */
async function seenBy(me: AssociatedStaff, account: string): Promise<TestAccount> {
  const seen = await TestAccounts.findOneAndUpdate(
    { _id: account, iso: me.iso.id, status: 'assigned', 'loan.staff': me.id },
    { $set: { seen: true } },
    { returnDocument: 'after' },
  ).lean<TestAccount | null>()
  return seen ?? refuse('not_found')
}

/** @throws Refusal `passwords_unreadable` when the key is not in the ring or what is stored was changed */
function opened(account: TestAccount): Passwords {
  try {
    return openPasswords(account)
  } catch (error) {
    log.error(
      { account: account._id, error: describeError(error) },
      'test account passwords not opened',
    )
    refuse('passwords_unreadable')
  }
}

/**
 * Association, loan, look and event in one transaction. A task is only noted when it is this person's and open: what the
 * phone says must not pass for a reason. The passwords are opened inside it: when that fails, nothing
 * was shown and nothing says so.
 * @throws Refusal `not_found` when the account is not theirs (any more), `not_associated`, `workspace_suspended`,
 * `passwords_unreadable`
 */
export async function reveal(
  me: AssociatedStaff,
  { account: id, task, from }: Look,
): Promise<Passwords & Pick<TestAccount, 'email' | 'version'> & Pick<StoredReveal, 'task'>> {
  const iso = me.iso.id
  return transaction(async () => {
    const member = (await lockAssociation(me.id, iso)) ?? refuse('not_associated')
    if (await isSuspended(iso)) refuse('workspace_suspended')
    const seen = await seenBy(me, id)
    // lent before the person left and came again: that loan is over, although it is not closed yet
    if (!seen.loan || seen.loan.at < member.since) refuse('not_found')
    const passwords = opened(seen)
    const { _id, email, version } = seen
    const forTask = task ? ((await findOpenTask(task, me))?._id ?? null) : null
    const look: StoredReveal = {
      _id: randomUUIDv7(),
      account: _id,
      email,
      version,
      iso,
      staff: me.id,
      name: member.name,
      task: forTask,
      from,
      at: clock.now(),
    }
    await insertRow(Reveals, look)
    await record(passwordsRevealed, {
      tenant: iso,
      id: _id,
      staff: me.id,
      by: actorOf(me),
      data: { reveal: look._id, version, loan: seen.loan.id, task: forTask },
    })
    await markReceived(seen, seen.loan.id, actorOf(me))
    return { email, version, task: forTask, ...passwords }
  })
}
