/** What callers see of an import and its rows. */
import { rowOutcomes, type RowOutcome } from '../contract/rows.ts'
import type { StaffImport as ImportView, StaffImportInFull } from '../contract/import.ts'
import type { StaffImportRow as RowView } from '../contract/rows.ts'
import type { StaffMember } from '../../staff/model.ts'
import type { StaffImport, StaffImportRow } from '../model.ts'
import { outcomeOf } from '../rules/states.ts'

export function viewImport(one: StaffImport): ImportView {
  return {
    id: one._id,
    fileName: one.fileName,
    status: one.status,
    country: one.country,
    revision: one.revision,
    mends: one.mends ?? 0,
    reading: one.reading ?? null,
    total: one.total,
    good: one.good,
    by: one.by.name,
    createdAt: one.createdAt.toISOString(),
    startedAt: one.startedAt?.toISOString() ?? null,
    endedAt: one.endedAt?.toISOString() ?? null,
    restsUntil: one.restsUntil?.toISOString() ?? null,
    rowsGone: one.lastTally !== undefined,
  }
}

export function viewImportInFull(
  one: StaffImport,
  tally: Pick<StaffImportInFull, 'problems' | 'failures'> & {
    counts: Partial<Record<RowOutcome, number>>
  },
): StaffImportInFull {
  const counts = Object.fromEntries(
    rowOutcomes.map((outcome) => [outcome, tally.counts[outcome] ?? 0]),
  ) as Record<RowOutcome, number>
  const { problems, failures } = tally
  const mostFirst = (a: { count: number }, b: { count: number }) => b.count - a.count
  return {
    ...viewImport(one),
    counts,
    problems: problems.toSorted(mostFirst),
    failures: failures.toSorted(mostFirst),
  }
}

export function viewImportRow(
  one: StaffImport,
  row: StaffImportRow & { person?: StaffMember | undefined },
): RowView {
  const { person, staffStatus } = row
  const outcome = outcomeOf(one.status, row.state, person)
  return {
    id: row._id,
    row: row.row,
    name: row.name,
    given: row.given,
    phone: row.phone,
    outcome,
    problem: row.problem ?? null,
    why: row.why ?? null,
    warning: row.warning ?? null,
    otherRow: row.otherRow ?? null,
    failure: outcome === 'failed' ? (person?.failure?.reason ?? null) : null,
    staffId: row.staff ?? null,
    staffStatus: person?.status ?? staffStatus ?? null,
  }
}
