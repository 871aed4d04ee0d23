/** Reads files as bulk add does, for tests of what is read. */
import type { ReadingChoice } from '../../../service/imports/contract.ts'
import { readFile } from '../../../service/imports/reading/read-file.ts'
import type { FileReading } from '../../../service/staff-imports/contract/import.ts'
import type { SheetPerson } from '../../../service/staff-imports/rules/columns.ts'
import { columns } from '../../../service/staff-imports/rules/table.ts'

type Answer = ReturnType<typeof readFile>
type PeopleAnswer =
  Exclude<Answer, { rows: unknown[] }> | { rows: SheetPerson[]; reading: FileReading }

export const readPeople = (bytes: Uint8Array, choice: ReadingChoice) =>
  readFile(bytes, choice, columns) as PeopleAnswer
