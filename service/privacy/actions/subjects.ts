/** Whose audit log tells of what was done with the data of a person: that of each ISO and workspace they were in. */
import type { FoundPerson } from './find-person.ts'

export function subjectsOf({
  entries,
  memberships,
  accounts,
}: FoundPerson): { tenant: string; kind: 'staffMember' | 'account'; id: string }[] {
  return [
    ...entries.map(({ _id: id, iso }) => ({ tenant: iso, kind: 'staffMember' as const, id })),
    ...memberships.map(({ workspace, account: id }) => ({
      tenant: workspace,
      kind: 'account' as const,
      id,
    })),
    // of no workspace: that of the platform
    ...accounts
      .filter((id) => !memberships.some(({ account }) => account === id))
      .map((id) => ({ tenant: 'platform', kind: 'account' as const, id })),
  ]
}
