/** What a reviewer may do to a submission. */
import type { Operator } from '../http/callers.ts'
import type { ItemStatus } from '../promotions/contract.ts'
import { mayHappen } from '../promotions/rules/states.ts'
import { can } from '../team/policy.ts'

export function abilitiesFor(me: Operator, { status }: { status: ItemStatus }): 'decide'[] {
  return can(me, 'reviews.decide') && mayHappen('decide', status) ? ['decide'] : []
}
