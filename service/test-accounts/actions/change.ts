/** The one way in which a test account changes state. */
import { clock } from '../../clock.ts'
import type { Actor } from '../../http/callers.ts'
import { move } from '../../states/move.ts'
import type { LoanEnd } from '../contract/account.ts'
import { longestHistory, TestAccounts, type TestAccount } from '../model.ts'
import { accountMachine, type AccountStep } from '../rules.ts'

interface Change {
  by: Actor
  set?: Partial<TestAccount>
  unset?: (keyof TestAccount)[]
  /** What must hold besides the state and the loan. */
  where?: Record<string, unknown>
  /** The loan that is there comes to this end. */
  end?: LoanEnd
}

/**
 * Moves an account along the state table, from the state and the loan in which it was read.
 * @throws Refusal `wrong_state` with `about.status`
 */
export function change(
  account: TestAccount,
  step: AccountStep,
  { by, set, unset = [], where, end }: Change,
): Promise<TestAccount> {
  const { iso, loan } = account
  const ended = end && loan ? { ...loan, endedAt: clock.now(), end } : undefined
  return move(TestAccounts, accountMachine, account, step, {
    tenant: iso,
    by,
    where: { 'loan.id': loan?.id ?? null, ...where },
    set,
    unset: [...unset, ...(ended ? (['loan'] as const) : [])],
    push: ended && { ended: { $each: [ended], $slice: -longestHistory } },
    staff: loan?.staff ?? set?.loan?.staff,
    data: ({ status, version, loan: now }) => {
      const concerned = now ?? loan
      return {
        status,
        version,
        ...(concerned ? { loan: concerned.id } : {}),
        ...(ended ? { end: ended.end } : {}),
      }
    },
  })
}
