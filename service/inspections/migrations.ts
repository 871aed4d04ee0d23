/** Brings stored inspections to what is known of them today. */
import type { Migration } from '../database/migrations.ts'
import { walkRows } from '../database/walk-rows.ts'
import { noteReused, useFields } from '../promotions/actions/uses.ts'
import { Submissions } from '../promotions/model.ts'
import { mendRegions } from './actions/regions.ts'
import { recordUsesOf } from './actions/uses.ts'
import { Tasks } from './model.ts'

/** Where it is: among the tasks, or, when all of them are done, among the visits that wait for review. */
interface Progress {
  visits: boolean
  after?: unknown
}

export const inspectionMigrations: Migration[] = [
  {
    number: 57,
    name: 'inspections: record where photos are used, and count those used before in waiting visits',
    later: true,
    async run({ progress, save }) {
      const { visits = false, after } = (progress ?? {}) as Partial<Progress>
      if (!visits) {
        const context = { progress: after, save: (next: unknown) => save({ visits, after: next }) }
        const filter = { answers: { $type: 'object' } }
        await walkRows(context, Tasks, { filter, size: 200 }, (rows) => recordUsesOf(rows as never))
        await save({ visits: true })
      }
      // all uses are known now
      const context = {
        progress: visits ? after : undefined,
        save: (next: unknown) => save({ visits: true, after: next }),
      }
      const filter = { status: 'in_review' }
      const walk = { filter, select: { ...useFields, reused: 1 }, size: 100 }
      await walkRows(context, Submissions, walk, async (rows) => {
        for (const row of rows) await noteReused(row as never)
      })
    },
  },
  {
    number: 83,
    name: 'inspections: give stored tasks the region of their store',
    later: true,
    run: mendRegions,
  },
]
