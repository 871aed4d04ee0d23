/** Marketing Codes as their ISO sees them. */
import { viewRows } from '../../http/damaged.ts'
import { abilities } from '../../http/policy.ts'
import type { IsoOperator } from '../../http/callers.ts'
import type { StoredCode } from '../../marketing-codes/model.ts'
import { codeMachine } from '../../marketing-codes/rules.ts'
import { inState } from '../../states/machine.ts'
import type { Code, CodeAbility, CodeRow, Whereabouts } from './contract.ts'
import { codePolicy } from './policy.ts'

/** By submission. */
type Places = ReadonlyMap<string, Whereabouts>

const placeIn = (places: Places, submission: string | null) =>
  (submission !== null && places.get(submission)) || null

export function viewCodeRow(code: StoredCode, places: Places): CodeRow {
  const { _id, status, at, region = null, submission, history } = code
  return {
    id: _id,
    status,
    since: at.toISOString(),
    region,
    at: placeIn(places, submission),
    reason: (status === 'retired' && history.at(-1)?.reason) || null,
  }
}

/** What is known of a code besides its row. */
interface Known {
  places: Places
  spot: Code['spot']
  /** It is stuck, and the caller may free it. */
  mayFree: boolean
}

export function viewCode(
  code: StoredCode,
  { places, spot, mayFree }: Known,
  me: IsoOperator,
): Code {
  const when = inState(codeMachine, code.status)
  const held: CodeAbility[] = abilities(me, codePolicy, code, { verbs: ['retire'], when })
  return {
    ...viewCodeRow(code, places),
    spot,
    ...viewHistory(code, places),
    abilities: mayFree ? ['free', ...held] : held,
  }
}

function viewHistory({ history }: StoredCode, places: Places) {
  return {
    history: viewRows('marketingCodes.history', history, ({ at, status, submission, reason }) => ({
      at: at.toISOString(),
      status,
      store: placeIn(places, submission)?.store ?? null,
      reason: reason ?? null,
    })),
  }
}
