/** Bulk add as a kind of import: its columns and the check of a row; the work of a row is in add-people.ts. */
import { importsOf } from '../../imports/imports.ts'
import type { ImportKind, RowCheck, Verdict } from '../../imports/kind.ts'
import { mayHappen } from '../../states/machine.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { staffMachine } from '../../staff/rules/association.ts'
import {
  staffImportFiles,
  StaffImportRows,
  StaffImports,
  type StaffImport,
  type StaffImportRow,
} from '../model.ts'
import { checkRow, type CheckedPerson } from '../rules/check.ts'
import type { SheetPerson } from '../rules/columns.ts'
import { importMachine } from '../rules/states.ts'
import { tallyOf } from './tally.ts'

/** Entries of the staff list that already use one of these numbers and cannot be added again. */
async function onTheList(iso: string, phones: string[]): Promise<Map<string, Verdict>> {
  const there = await StaffMembers.find({ iso, phone: { $in: phones } })
    .select({ phone: 1, status: 1 })
    .lean<StaffMember[]>()
  return new Map(
    there
      .filter(({ status }) => !mayHappen(staffMachine, 'add', status))
      .map(({ _id, phone, status }) => [
        phone,
        { problem: 'already_staff', staff: _id, staffStatus: status },
      ]),
  )
}

const check: RowCheck<SheetPerson, CheckedPerson, StaffImportRow> = {
  row: (row, { country = '' }) => checkRow(row, country),
  key: 'phone',
  there: onTheList,
  verdictFields: ['staff', 'staffStatus'],
  verdictProblems: ['already_staff'],
  again: ({ row, name, given }) => ({ row, name, phone: given }),
}

export const staffImportKind: ImportKind<StaffImport, StaffImportRow, SheetPerson, CheckedPerson> =
  {
    name: 'import',
    Imports: StaffImports,
    Rows: StaffImportRows,
    files: staffImportFiles,
    machine: importMachine,
    columns: import.meta.resolve('../rules/table.ts'),
    options: ['country'],
    check,
    tally: tallyOf,
  }

export const staffImports = importsOf(staffImportKind)
