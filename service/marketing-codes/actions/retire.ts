/** An ISO retires one of its Marketing Codes: it is lost or damaged, and never used again. */
import { clock } from '../../clock.ts'
import { findRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type IsoOperator } from '../../http/callers.ts'
import { besides } from '../../http/scope.ts'
import { record } from '../../outbox/record.ts'
import { regionsOf, shift } from '../../states/move.ts'
import type { RetireReason } from '../contract.ts'
import { codeRetired } from '../events.ts'
import { MarketingCodes, type StoredCode } from '../model.ts'
import { codeMachine } from '../rules.ts'
import { longestHistory } from './codes.ts'

/**
 * Retires a code as the caller has seen it; it still says where it stood.
 * @param since when it came to the state that the caller has seen
 * @throws Refusal `wrong_state` when it is retired, or was moved since
 */
export async function retireCode(
  code: StoredCode,
  { reason, since }: { reason: RetireReason; since: string },
  me: IsoOperator,
): Promise<StoredCode> {
  const { _id, iso, status, submission } = code
  const at = clock.now()
  const entry = { status: codeMachine.steps.retire.to, submission, at, reason }
  return transaction(async () => {
    const after = await shift(MarketingCodes, codeMachine, code, 'retire', {
      where: { iso, at: new Date(since) },
      set: { at },
      push: { history: { $each: [entry], $slice: -longestHistory } },
    })
    if (!after) {
      const there = await findRow(MarketingCodes, { ...besides(code), _id }, { status: 1 })
      return refuse('wrong_state', { about: { status: there?.status ?? status } })
    }
    await record(codeRetired, {
      tenant: iso,
      id: _id,
      by: actorOf(me),
      regions: regionsOf(code),
      data: { reason, from: status },
    })
    return after
  })
}
