/** What the rows of an import have come to: those that were added, by what DingTalk has said to each person since. */
import { besides } from '../../http/scope.ts'
import { countRows, rowsOf } from '../../imports/find.ts'
import type { InvitationFailure, StaffStatus } from '../../staff/contract/association.ts'
import { StaffMembers } from '../../staff/model.ts'
import type { RowOutcome } from '../contract/rows.ts'
import {
  StaffImportRows,
  type StaffImport,
  type StaffImportRow,
  type StaffTally,
} from '../model.ts'
import { outcomeOf } from '../rules/states.ts'

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
export async function tallyOf(one: StaffImport): Promise<StaffTally> {
  if (one.lastTally) return one.lastTally
  const states = await countRows(StaffImportRows, one)
  const people = await groupPeople(one, await addedBy(one))
  const tally: StaffTally = { counts: {}, problems: [], failures: [] }
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
