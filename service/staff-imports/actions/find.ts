/** Finds imports, their rows, and what these have come to. */
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import { besides, within, type Scope } from '../../http/scope.ts'
import type { InvitationFailure, StaffStatus } from '../../staff/contract.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import type { RowOutcome, RowProblem } from '../contract.ts'
import {
  StaffImportRows,
  StaffImports,
  type StaffImport,
  type StaffImportRow,
  type Tally,
} from '../model.ts'
import { outcomeOf, type RowState } from '../rules/states.ts'

/** @throws Refusal `not_found` for another ISO's just as when there is none */
export async function findImport(scope: Scope, id: string): Promise<StaffImport> {
  const found = await StaffImports.findOne({ _id: id, ...within(scope) }).lean<StaffImport>()
  return found ?? refuse('not_found')
}

/** Those that were started, newest first: what was only looked at is gone in a day. */
export async function pageOfImports(
  scope: Scope,
  query: { limit: number; after?: string | undefined },
): Promise<Page<StaffImport>> {
  return keysetPage<StaffImport>(
    StaffImports,
    { ...within(scope), startedAt: { $exists: true } },
    {
      sort: [
        ['startedAt', -1],
        ['_id', -1],
      ],
      limit: query.limit,
      after: query.after,
    },
  )
}

/** The rows that count. */
export function rowsOf({ _id, iso, revision }: Pick<StaffImport, '_id' | 'iso' | 'revision'>) {
  return { iso, import: _id, revision }
}

/** Ids of all people an import has added so far. */
export async function addedBy(one: StaffImport): Promise<string[]> {
  const rows = await StaffImportRows.find({ ...rowsOf(one), state: 'added' })
    .select({ staff: 1 })
    .lean<StaffImportRow[]>()
  return rows.flatMap(({ staff }) => staff ?? [])
}

interface PeopleGroup {
  _id: { status: StaffStatus; invitedPhone: string | null; reason: InvitationFailure | null }
  n: number
}

function groupPeople(one: StaffImport, ids: string[]): Promise<PeopleGroup[]> {
  return StaffMembers.aggregate<PeopleGroup>([
    { $match: { ...besides(one), _id: { $in: ids } } },
    {
      $group: {
        _id: {
          status: '$status',
          invitedPhone: { $cond: [{ $gt: ['$invitedPhone', null] }, 'yes', null] },
          reason: { $ifNull: ['$failure.reason', null] },
        },
        n: { $sum: 1 },
      },
    },
  ])
}

/** How many rows have come to what, as things stand now, or stood when the rows were thrown away. */
export async function tallyOf(one: StaffImport): Promise<Tally> {
  if (one.lastTally) return one.lastTally
  const states = await StaffImportRows.aggregate<{
    _id: { state: RowState; problem?: RowProblem }
    n: number
  }>([
    { $match: rowsOf(one) },
    { $group: { _id: { state: '$state', problem: '$problem' }, n: { $sum: 1 } } },
  ])
  const people = await groupPeople(one, await addedBy(one))
  const tally: Tally = { counts: {}, problems: [], failures: [] }
  const count = (outcome: RowOutcome, n: number) => {
    tally.counts[outcome] = (tally.counts[outcome] ?? 0) + n
  }
  for (const { _id, n } of states) {
    if (_id.state !== 'added') count(outcomeOf(one.status, _id.state, undefined), n)
    if (_id.problem) tally.problems.push({ problem: _id.problem, count: n })
  }
  for (const { _id, n } of people) {
    const { status, invitedPhone, reason } = _id
    const outcome = outcomeOf(one.status, 'added', {
      status,
      invitedPhone: invitedPhone ?? undefined,
    })
    count(outcome, n)
    if (outcome === 'failed' && reason) tally.failures.push({ reason, count: n })
  }
  return tally
}

export type RowWithPerson = StaffImportRow & { person?: StaffMember | undefined }

/** The entries on the staff list that rows speak of. */
export async function withPeople(
  one: StaffImport,
  rows: StaffImportRow[],
): Promise<RowWithPerson[]> {
  const ids = rows.flatMap(({ staff }) => staff ?? [])
  const people = await StaffMembers.find({ ...besides(one), _id: { $in: ids } })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  const byId = new Map(people.map((person) => [person._id, person]))
  return rows.map((row) => ({ ...row, person: byId.get(row.staff ?? '') }))
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
