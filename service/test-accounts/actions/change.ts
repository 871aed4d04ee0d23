/** The one way in which a test account changes state: compare-and-set and event together. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import type { LoanEnd, TestAccountStatus } from '../contract.ts'
import { longestHistory, TestAccounts, type TestAccount } from '../model.ts'
import { accountAfter, type AccountStep } from '../rules.ts'
import {
  accountAssigned,
  accountResumed,
  accountRetired,
  accountRotated,
  accountSuspended,
  accountTakenBack,
} from '../events.ts'

const events = {
  assign: accountAssigned,
  take_back: accountTakenBack,
  rotate: accountRotated,
  suspend: accountSuspended,
  resume: accountResumed,
  retire: accountRetired,
} as const satisfies Record<AccountStep, unknown>

interface Change {
  by: Actor
  set?: Partial<TestAccount>
  unset?: (keyof TestAccount)[]
  /** What must hold besides the state and the loan. */
  where?: Record<string, unknown>
  /** The loan that is there comes to this end. */
  end?: LoanEnd
}

async function refuseIn(id: string): Promise<never> {
  const there = await TestAccounts.findById(id).select({ status: 1 }).lean<TestAccount | null>()
  refuse('wrong_state', { about: { status: there?.status ?? ('retired' as TestAccountStatus) } })
}

/**
 * Moves an account along the state table, from the state and the loan in which it was read.
 * @throws Refusal `wrong_state` with `about.status`
 */
export async function change(
  account: TestAccount,
  step: AccountStep,
  { by, set = {}, unset = [], where = {}, end }: Change,
): Promise<TestAccount> {
  const to = accountAfter(account.status, step)
  if (!to) refuse('wrong_state', { about: { status: account.status } })
  const { _id, iso, status, loan } = account
  const now = clock.now()
  const ends = end && loan ? { ...loan, endedAt: now, end } : undefined
  const gone = [...unset, ...(ends ? (['loan'] as const) : [])]
  return transaction(async () => {
    const changed = await TestAccounts.findOneAndUpdate(
      { _id, status, 'loan.id': loan?.id ?? null, ...where },
      {
        $set: { status: to, ...(to === status ? {} : { since: now }), ...set },
        $unset: Object.fromEntries(gone.map((field) => [field, 1])),
        ...(ends ? { $push: { ended: { $each: [ends], $slice: -longestHistory } } } : {}),
      },
      { returnDocument: 'after' },
    ).lean<TestAccount | null>()
    if (!changed) return refuseIn(_id)
    const concerned = changed.loan ?? loan
    await record(events[step], {
      tenant: iso,
      id: _id,
      staff: concerned?.staff,
      by,
      data: {
        status: to,
        version: changed.version,
        ...(concerned ? { loan: concerned.id } : {}),
        ...(ends ? { end: ends.end } : {}),
      },
    })
    return changed
  })
}
