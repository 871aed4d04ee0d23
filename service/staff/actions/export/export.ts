/** Staff as a spreadsheet: what a filter holds, row by row, and a record of the export. */
import { config } from '../../../config.ts'
import { transaction } from '../../../database/transaction.ts'
import { tellsIdentity } from '../../../dingtalk/identity.ts'
import { actorOf, type IsoOperator } from '../../../http/callers.ts'
import { record } from '../../../outbox/record.ts'
import { cellOf, type Cell, type Sheet } from '../../../spreadsheets/sheet.ts'
import { listIndexes, StaffMembers, type StaffMember } from '../../model.ts'
import { seesPhoneNumbers } from '../../policy.ts'
import { listRejectionReasons } from '../../../rejection-reasons/actions.ts'
import { wordIn } from '../../../rejection-reasons/rules.ts'
import { hasOtherIdentity } from '../../rules/association.ts'
import { isErased } from '../../rules/erased.ts'
import { narrow, queryOf, type Narrowed, type StaffFilter } from '../filter.ts'
import { failureWords } from '../../view/failures.ts'
import { wordsIn } from './words.ts'
import { staffExported } from '../../events.ts'

/** Rows that are read at a time. */
const batch = 500

const fields = {
  name: 1,
  phone: 1,
  status: 1,
  since: 1,
  via: 1,
  createdAt: 1,
  failure: 1,
  rejection: 1,
  consent: 1,
  identity: 1,
} as const

async function* rowsOf(narrowed: Narrowed, cellsOf: (member: StaffMember) => Cell[]) {
  const query = StaffMembers.find(queryOf(narrowed), fields)
  const ordered = narrowed.starts.length
    ? query.hint(listIndexes.search)
    : query.sort({ createdAt: -1, _id: -1 }).hint(listIndexes.createdAt)
  const cursor = ordered.lean<StaffMember[]>().cursor({ batchSize: batch })
  // a reader that stops closes it
  for await (const member of cursor) yield cellsOf(member)
}

/**
 * The current filter as a sheet. The caller and the number of rows are recorded first: without that nothing leaves.
 * @throws Refusal `bad_input` for a state that does not exist
 */
export async function exportStaff(
  me: IsoOperator,
  filter: StaffFilter,
  format: 'csv' | 'xlsx',
): Promise<Sheet> {
  const narrowed = narrow(me.scope, filter)
  const rows = await StaffMembers.countDocuments(queryOf(narrowed), {
    hint: narrowed.starts.length ? listIndexes.search : listIndexes.createdAt,
  })
  const withPhones = seesPhoneNumbers(me)
  await transaction(() =>
    record(staffExported, {
      tenant: me.workspace.id,
      id: me.workspace.id,
      by: actorOf(me),
      // what was searched for may be a name or a number: only that there was a search is kept
      data: {
        format,
        rows,
        phones: withPhones,
        status: filter.status ?? '',
        via: filter.via ?? '',
        searched: narrowed.starts.length > 0,
      },
    }),
  )
  const words = wordsIn(me.language)
  const { columns } = words
  const failures = failureWords(me.language)
  const reasons = new Map((await listRejectionReasons()).map((reason) => [reason._id, reason]))
  const reasonOf = (member: StaffMember) => {
    const { status, failure, rejection } = member
    // a release to come may know more reasons
    if (failure) return failures[failure.reason]?.[0]
    if (tellsIdentity() && hasOtherIdentity(member)) return words.otherIdentity
    if (status !== 'rejected' || !rejection) return null
    const known = reasons.get(rejection.reason)
    const reason = known && !known.ownWords ? wordIn(known.names, me.language, known._id) : ''
    return [reason, rejection.note].filter(Boolean).join(' · ')
  }
  return {
    name: words.sheet,
    timeZone: config().businessTimeZone,
    columns: [
      { title: columns.name, width: 28 },
      ...(withPhones ? [{ title: columns.phone, width: 18 }] : []),
      { title: columns.status, width: 18 },
      { title: columns.since, width: 17 },
      { title: columns.reason, width: 40 },
      { title: columns.todo, width: 50 },
      { title: columns.via, width: 14 },
      { title: columns.createdAt, width: 17 },
    ],
    rows: rowsOf(narrowed, (member) =>
      [
        member.name,
        ...(withPhones ? [isErased(member) ? '' : member.phone] : []),
        words.statuses[member.status],
        member.since,
        reasonOf(member),
        member.failure ? failures[member.failure.reason]?.[1] : null,
        words.vias[member.via],
        member.createdAt,
      ].map(cellOf),
    ),
  }
}
