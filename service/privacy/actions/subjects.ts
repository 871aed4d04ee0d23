/** Whose audit log tells of what was done with the data of a person: that of each ISO and workspace they were in. */
import type { Subject } from '../../outbox/model.ts'
import type { FoundPerson } from './find-person.ts'

export function subjectsOf({
  entries,
  memberships,
  accounts,
}: FoundPerson): { tenant: string; subject: Subject }[] {
  return [
    ...entries.map(({ _id: id, iso }) => ({ tenant: iso, subject: { kind: 'staffMember', id } })),
    ...memberships.map(({ workspace, account: id }) => ({
      tenant: workspace,
      subject: { kind: 'account', id },
    })),
    // of no workspace: that of the platform
    ...accounts
      .filter((id) => !memberships.some(({ account }) => account === id))
      .map((id) => ({ tenant: 'platform', subject: { kind: 'account', id } })),
  ]
}
