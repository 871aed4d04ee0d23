/** What each caller may do to a test account. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, type Policy } from '../http/policy.ts'
import type { Located } from '../http/scope.ts'
import type { StaffStatus } from '../staff/contract.ts'
import * as contract from './contract.ts'
import type { StaffTestAccount, TestAccountAbility, TestAccountStatus } from './contract.ts'
import { mayHappen } from '../states/machine.ts'
import { accountMachine } from './rules.ts'

/** To an account of the pool. */
export const testAccountPolicy = {
  rotate: callersOf(contract.rotateTestAccount),
  suspend: callersOf(contract.suspendTestAccount),
  resume: callersOf(contract.resumeTestAccount),
  retire: callersOf(contract.retireTestAccount),
} satisfies Policy<TestAccountAbility, { iso: string }>

export function abilitiesFor(
  me: Caller,
  account: { iso: string; status: TestAccountStatus },
): TestAccountAbility[] {
  return abilities(me, testAccountPolicy, account, {
    verbs: ['rotate', 'suspend', 'resume', 'retire'],
    when: (verb) => mayHappen(accountMachine, verb, account.status),
  })
}

/** For a staff member with an account, or one who can be lent an account. */
export const lendingPolicy = {
  lend: callersOf(contract.lendTestAccount),
  take_back: callersOf(contract.takeBackTestAccount),
} satisfies Policy<string, Located>

/** A person of the ISO without an account can be lent one. */
export function lendingAbilities(
  me: Caller,
  member: Located & { status: StaffStatus },
  { has }: { has: boolean },
): StaffTestAccount['abilities'] {
  return abilities(me, lendingPolicy, member, {
    verbs: ['lend', 'take_back'],
    when: (verb) => (verb === 'take_back' ? has : !has && member.status === 'associated'),
  })
}
