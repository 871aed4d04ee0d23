/** What each caller may do to a test account. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, type Policy } from '../http/policy.ts'
import type { Located } from '../http/scope.ts'
import type { StaffStatus } from '../staff/contract/association.ts'
import * as platform from './contract/platform.ts'
import * as iso from './contract/iso.ts'
import type { StaffTestAccount } from './contract/iso.ts'
import type { TestAccountAbility, TestAccountStatus } from './contract/account.ts'
import { inState } from '../states/machine.ts'
import { accountMachine } from './rules.ts'

/** To an account of the pool. */
export const testAccountPolicy = {
  rotate: callersOf(platform.rotateTestAccount),
  suspend: callersOf(platform.suspendTestAccount),
  resume: callersOf(platform.resumeTestAccount),
  retire: callersOf(platform.retireTestAccount),
} satisfies Policy<TestAccountAbility, { iso: string }>

export function abilitiesFor(
  me: Caller,
  account: { iso: string; status: TestAccountStatus },
): TestAccountAbility[] {
  return abilities(me, testAccountPolicy, account, {
    verbs: ['rotate', 'suspend', 'resume', 'retire'],
    when: inState(accountMachine, account.status),
  })
}

/** For a staff member with an account, or one who can be lent an account. */
export const lendingPolicy = {
  lend: callersOf(iso.lendTestAccount),
  take_back: callersOf(iso.takeBackTestAccount),
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
