/** Lending: an account goes to a staff member and comes back, by the ISO or because the person is gone. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, system, type Actor, type Operator } from '../../http/callers.ts'
import { besides } from '../../http/scope.ts'
import { record } from '../../outbox/record.ts'
import { lockAssociation } from '../../staff/actions/lock.ts'
import type { StaffMember } from '../../staff/model.ts'
import { TestAccounts, type TestAccount } from '../model.ts'
import { endBy } from '../rules.ts'
import { change } from './change.ts'
import { findLentTo } from './find.ts'
import { accountReceived } from '../events.ts'

/**
 * Lends an account of the ISO; sending it again answers the same.
 * @throws Refusal `not_found` for an account of another ISO, `account_taken`, `has_account`, `wrong_state` when the
 * person does not belong to the ISO
 */
export async function lend(
  member: StaffMember,
  accountId: string,
  me: Operator,
): Promise<TestAccount> {
  const { iso } = member
  const account =
    (await TestAccounts.findOne({
      ...besides(member),
      _id: accountId,
    }).lean<TestAccount | null>()) ?? refuse('not_found')
  if (account.loan?.staff === member._id) return account
  if (account.status !== 'available' || account.seen) refuse('account_taken')
  try {
    return await transaction(async () => {
      const held = await lockAssociation(member._id, iso)
      if (!held) refuse('wrong_state', { about: { status: member.status } })
      return change(account, 'assign', {
        by: actorOf(me),
        where: { iso, seen: false },
        set: {
          loan: { id: randomUUIDv7(), staff: member._id, name: held.name, at: clock.now() },
        },
      })
    })
  } catch (error) {
    if (isDuplicateKey(error)) refuse('has_account')
    if (isRefusal(error, 'wrong_state') && error.detail.about?.['status'] === 'assigned') {
      refuse('account_taken')
    }
    throw error
  }
}

/** @throws Refusal `wrong_state` when there is none to take back */
export async function takeBack(member: StaffMember, me: Operator): Promise<void> {
  const account = (await findLentTo(member)) ?? refuse('wrong_state')
  await change(account, 'take_back', { by: actorOf(me), end: endBy.take_back })
}

/**
 * The person belonged to the ISO no longer at that time: what they had until then goes back. May run twice.
 * @param at a loan that began later is one of another association
 */
export async function takeBackFromFormerStaff(
  member: Pick<StaffMember, '_id' | 'iso'>,
  at: Date,
): Promise<void> {
  const account = await findLentTo(member)
  if (!account?.loan || account.loan.at > at) return
  try {
    await change(account, 'take_back', { by: system, end: 'gone' })
  } catch (error) {
    // suspended, retired or taken back in this moment: it is lent to no one
    if (!isRefusal(error, 'wrong_state')) throw error
  }
}

/** *Got it*, or the first look: the ISO sees that the account has reached its holder. May run twice. */
export async function markReceived(
  account: TestAccount,
  loan: string,
  by: Actor,
): Promise<TestAccount> {
  return transaction(async () => {
    const received = await TestAccounts.findOneAndUpdate(
      { _id: account._id, 'loan.id': loan, 'loan.receivedAt': null },
      { $set: { 'loan.receivedAt': clock.now() } },
      { returnDocument: 'after' },
    ).lean<TestAccount | null>()
    if (!received?.loan) return account
    await record(accountReceived, {
      tenant: received.iso,
      id: received._id,
      staff: received.loan.staff,
      by,
      data: { loan, version: received.version },
    })
    return received
  })
}
