/** What is wrong with rows, each by itself, beside each other, and beside the staff list. */
import { setImmediate as breath } from 'node:timers/promises'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { mayHappen } from '../../states/machine.ts'
import { staffMachine } from '../../staff/rules/association.ts'
import type { StaffImportRow } from '../model.ts'
import { checkRow, twins, type CheckedRow } from '../rules/check.ts'
import type { SheetRow } from '../rules/columns.ts'

const batch = 500

/** Numbers take a while to read: others get their turn in between. */
async function checkAll(rows: readonly SheetRow[], country: string): Promise<CheckedRow[]> {
  const checked: CheckedRow[] = []
  for (let from = 0; from < rows.length; from += batch) {
    checked.push(...rows.slice(from, from + batch).map((row) => checkRow(row, country)))
    await breath()
  }
  return checked
}

async function onTheList(iso: string, phones: string[]): Promise<Map<string, StaffMember>> {
  const there = await StaffMembers.find({ iso, phone: { $in: phones } })
    .select({ phone: 1, status: 1 })
    .lean<StaffMember[]>()
  return new Map(there.map((member) => [member.phone, member]))
}

type Verdict = Pick<StaffImportRow, 'state' | 'problem' | 'otherRow' | 'staff' | 'staffStatus'>

function verdictOn(
  { problem, phone }: Pick<CheckedRow, 'problem' | 'phone'>,
  otherRow: number | undefined,
  there: StaffMember | undefined,
): Verdict {
  if (problem) return { state: 'bad', problem }
  if (phone && there && !mayHappen(staffMachine, 'add', there.status)) {
    const { _id: staff, status: staffStatus } = there
    return { state: 'bad', problem: 'already_staff', staff, staffStatus }
  }
  if (otherRow !== undefined) return { state: 'bad', problem: 'twice_in_file', otherRow }
  return { state: 'good' }
}

/** The verdict on rows that were checked, each with what it was given with. */
export async function verdictsOn<R extends Pick<CheckedRow, 'row' | 'phone' | 'problem'>>(
  iso: string,
  checked: readonly R[],
): Promise<(R & Verdict)[]> {
  const same = twins(checked)
  const there = await onTheList(
    iso,
    checked.flatMap(({ phone }) => phone ?? []),
  )
  return checked.map((row) => ({
    ...row,
    ...verdictOn(row, same.get(row.row), there.get(row.phone ?? '')),
  }))
}

export type JudgedRow = CheckedRow & Verdict

/** @param country for numbers that name none; empty when there is none */
export async function judged(
  iso: string,
  rows: readonly SheetRow[],
  country: string,
): Promise<JudgedRow[]> {
  return verdictsOn(iso, await checkAll(rows, country))
}
