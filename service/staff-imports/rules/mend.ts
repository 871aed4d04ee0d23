/** A row of a preview into which a name or a number is written by hand. */
import type { StaffImportRow } from '../contract/rows.ts'
import type { SheetPerson } from './columns.ts'

interface Row extends Pick<StaffImportRow, 'row' | 'name' | 'given'> {
  fault?: unknown
}

/** @returns undefined when that changes nothing */
export function withText(
  row: Row,
  { name = row.name, phone = row.given }: { name?: string | undefined; phone?: string | undefined },
): SheetPerson | undefined {
  if (name === row.name && phone === row.given && !row.fault) return undefined
  return { row: row.row, name, phone }
}
