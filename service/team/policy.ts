/** May this operator do this? */
import { refuse } from '../errors.ts'
import type { Operator } from '../http/callers.ts'
import type { Permission } from './contract.ts'

export function can(me: Operator, permission: Permission): boolean {
  return me.permissions.has(permission)
}

/** @throws Refusal `not_allowed` */
export function mustBeAbleTo(me: Operator, permission: Permission): void {
  if (!can(me, permission)) refuse('not_allowed')
}
