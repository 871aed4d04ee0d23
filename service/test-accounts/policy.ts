/** What may be done to a test account, by whom. */
import type { Operator } from '../http/callers.ts'
import type { StaffStatus } from '../staff/contract.ts'
import type { StaffTestAccount, TestAccountAbility, TestAccountStatus } from './contract.ts'
import { mayHappen } from '../states/machine.ts'
import { accountMachine } from './rules.ts'

const abilities: TestAccountAbility[] = ['rotate', 'suspend', 'resume', 'retire']

/** Of an operator of the platform. */
export function abilitiesFor(
  me: Operator,
  { status }: { status: TestAccountStatus },
): TestAccountAbility[] {
  if (!me.permissions.has('test_accounts.manage')) return []
  return abilities.filter((verb) => mayHappen(accountMachine, verb, status))
}

/** Of an operator of the ISO: one who works here, and has none, can be lent one. */
export function lendingAbilities(
  me: Operator,
  member: { status: StaffStatus },
  { has }: { has: boolean },
): StaffTestAccount['abilities'] {
  if (!me.permissions.has('test_accounts.assign')) return []
  if (has) return ['take_back']
  return member.status === 'associated' ? ['lend'] : []
}
