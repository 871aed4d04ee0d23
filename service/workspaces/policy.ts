/** What an operator of the platform may do to an ISO. */
import type { Operator } from '../http/callers.ts'
import { holds } from '../http/callers.ts'
import type { Iso, IsoStatus } from './contract.ts'

export function abilitiesFor(me: Operator, { status }: { status: IsoStatus }): Iso['abilities'] {
  if (!holds(me, 'workspaces.suspend')) return []
  return status === 'active' ? ['suspend'] : ['resume']
}
