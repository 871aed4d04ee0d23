/** Whose audit log tells of what was done with the data of a person: that of each ISO and workspace they were in. */
import type { Subject } from '../../outbox/model.ts'
import type { FoundPerson } from './find-person.ts'

export function subjectsOf({
  entries,
  memberships,
}: FoundPerson): { tenant: string; subject: Subject }[] {
  return [
    ...entries.map(({ _id: id, iso }) => ({ tenant: iso, subject: { kind: 'staffMember', id } })),
    ...memberships.map(({ workspace, account: id }) => ({
      tenant: workspace,
      subject: { kind: 'account', id },
    })),
  ]
}
