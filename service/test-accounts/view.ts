/** Test accounts as callers see them: passwords are in none of these. */
import type { Operator } from '../http/callers.ts'
import type { StaffMember } from '../staff/model.ts'
import type { AnswerOf } from '../http/contract.ts'
import type { myTestAccount } from './contract/own.ts'
import type { Reveal, StaffTestAccount } from './contract/iso.ts'
import type { TestAccountRow } from './contract/account.ts'
import type { StoredReveal, TestAccount } from './model.ts'
import { abilitiesFor, lendingAbilities } from './policy.ts'
import { needsRotation } from './rules.ts'

export function viewTestAccount(
  account: TestAccount,
  isoNames: ReadonlyMap<string, string>,
  me: Operator,
): TestAccountRow {
  const { _id, email, iso, status, since, version, rotatedAt, loan } = account
  return {
    id: _id,
    email,
    iso: { id: iso, name: isoNames.get(iso) ?? '' },
    status,
    since: since.toISOString(),
    version,
    rotatedAt: rotatedAt.toISOString(),
    needsRotation: needsRotation(account),
    holder: loan ? { id: loan.staff, name: loan.name } : null,
    abilities: abilitiesFor(me, account),
  }
}

export function viewStaffTestAccount(
  account: TestAccount | null,
  member: StaffMember,
  me: Operator,
): StaffTestAccount {
  const loan = account?.loan
  return {
    account:
      account && loan
        ? {
            id: account._id,
            email: account.email,
            since: loan.at.toISOString(),
            receivedAt: loan.receivedAt?.toISOString() ?? null,
          }
        : null,
    abilities: lendingAbilities(me, member, { has: loan !== undefined }),
  }
}

export function viewMyTestAccount(account: TestAccount | null): AnswerOf<typeof myTestAccount> {
  if (!account?.loan) return { account: null }
  const { _id, email, version, loan } = account
  return {
    account: {
      id: _id,
      email,
      version,
      since: loan.at.toISOString(),
      receivedAt: loan.receivedAt?.toISOString() ?? null,
    },
  }
}

export function viewReveal({ _id, at, email, staff, name, task, from }: StoredReveal): Reveal {
  return { id: _id, at: at.toISOString(), email, by: { id: staff, name }, task, from }
}
