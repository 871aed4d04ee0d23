/** Gives submissions that the release before has written the beginnings by which the list of an ISO finds them. */
import { clock } from '../../clock.ts'
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows, type Change, type StoredRow } from '../../database/walk-rows.ts'
import { prefixesOf } from '../../text/search-starts.ts'
import { itemStatuses } from '../contract/content.ts'
import { Submissions } from '../model.ts'

/** The release before changes a name without the keys, so they are asked for by the name. */
const select = { iso: 1, 'store.name': 1, searchKeys: 1 } as const

function mend({ iso, store, searchKeys }: StoredRow): Change | undefined {
  const name: unknown = store?.name
  if (typeof name !== 'string') return undefined
  const keys = prefixesOf(name)
  if (JSON.stringify(searchKeys) === JSON.stringify(keys)) return undefined
  // the name must still be so: a revision may have come meanwhile
  return { where: { iso, 'store.name': name }, update: { $set: { searchKeys: keys } } }
}

export async function mendSearchKeys(context: MigrationContext): Promise<void> {
  await mendRows(context, Submissions, { filter: { searchKeys: null }, select, mend })
}

/** How long an instance of the release before may have been running beside this one. */
const latest = 3 * 86_400_000

/** What it has written after the migration has run: submissions and revisions of the last days. */
export async function mendLateSearchKeys(): Promise<void> {
  const submittedAt = { $gte: new Date(clock.time() - latest) }
  const status = { $in: [...itemStatuses] }
  const late = Submissions.find({ status, submittedAt })
    .select(select)
    .lean()
    .cursor({ batchSize: 500 })
  for await (const row of late) {
    const change = mend(row as unknown as StoredRow)
    if (change) await Submissions.updateOne({ _id: row._id, ...change.where }, change.update)
  }
}
