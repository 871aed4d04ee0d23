/** Finds the rows of an import, with the people that they speak of. */
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import { besides, reaches, scopeOfIso } from '../../http/scope.ts'
import { rowsOf } from '../../imports/find.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { StaffImportRows, type StaffImport, type StaffImportRow } from '../model.ts'
import { addedBy } from './tally.ts'

export type RowWithPerson = StaffImportRow & { person?: StaffMember | undefined }

/** The entries on the staff list that rows speak of: those that the importer reaches. */
export async function withPeople(
  one: StaffImport,
  rows: StaffImportRow[],
): Promise<RowWithPerson[]> {
  const ids = rows.flatMap(({ staff }) => staff ?? [])
  const people = await StaffMembers.find({ ...besides(one), _id: { $in: ids } })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  const scope = { ...scopeOfIso(one.iso), regions: one.regions ?? ('all' as const) }
  const reached = people.filter((person) => reaches(scope, person))
  const byId = new Map(reached.map((person) => [person._id, person]))
  return rows.map(({ staff, staffStatus, ...row }) => {
    const person = byId.get(staff ?? '')
    const isTold = person !== undefined || one.regions === undefined
    return { ...row, ...(isTold && { staff, staffStatus }), person } as RowWithPerson
  })
}

/** Rows with a problem, and those whose invitation failed. */
async function inTrouble(one: StaffImport): Promise<object> {
  const failed = await StaffMembers.find({
    ...besides(one),
    _id: { $in: await addedBy(one) },
    status: 'invitation_failed',
  })
    .select({ _id: 1 })
    .lean<StaffMember[]>()
  return {
    $or: [
      { state: { $in: ['bad', 'refused'] } },
      { state: 'added', staff: { $in: failed.map(({ _id }) => _id) } },
    ],
  }
}

export async function pageOfRows(
  one: StaffImport,
  query: {
    limit: number
    after?: string | undefined
    only?: 'problems' | undefined
    first?: 'problems' | undefined
  },
): Promise<Page<RowWithPerson>> {
  const filter = { ...(query.only ? await inTrouble(one) : {}), ...rowsOf(one) }
  const { items, next } = await keysetPage<StaffImportRow>(StaffImportRows, filter, {
    // `bad` stands before the other states
    sort: query.first
      ? [
          ['state', 1],
          ['row', 1],
        ]
      : [['row', 1]],
    limit: query.limit,
    after: query.after,
  })
  return { items: await withPeople(one, items), next }
}

/**
 * Every row, for the report: a file is no longer than what was read in.
 * @throws Refusal `rows_gone`
 */
export async function allRows(one: StaffImport): Promise<RowWithPerson[]> {
  if (one.lastTally) refuse('rows_gone')
  const rows = await StaffImportRows.find(rowsOf(one)).sort({ row: 1 }).lean<StaffImportRow[]>()
  return withPeople(one, rows)
}
