/** Everything that is kept of one person, for them to read (right of access). */
import type { Actor } from '../../http/callers.ts'
import { transaction } from '../../database/transaction.ts'
import { record } from '../../outbox/record.ts'
import type { PersonalData } from '../../personal-data/declaration.ts'
import type { FoundPerson } from './find-person.ts'
import { subjectsOf } from './subjects.ts'
import { dataExported } from '../events.ts'

/** @returns rows by collection; those without rows are left out */
export async function exportPerson(
  person: FoundPerson,
  declared: readonly PersonalData[],
  by: Actor,
): Promise<Record<string, object[]>> {
  const kept: Record<string, object[]> = {}
  for (const { collection, find } of declared) {
    const rows = await find(person)
    if (rows.length) kept[collection] = rows
  }
  await transaction(async () => {
    for (const about of subjectsOf(person)) await record(dataExported, { ...about, by })
  })
  return kept
}
