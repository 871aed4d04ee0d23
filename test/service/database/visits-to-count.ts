/** A migration that does harm when a batch is run twice or left out: it raises a number in each row. */
import mongoose from 'mongoose'
import type { Migration } from '../../../service/database/migrations.ts'
import { walkRows } from '../../../service/database/walk-rows.ts'

interface Visit {
  _id: number
  counted: number
}

export const Visits = mongoose.model<Visit>(
  'Visit',
  new mongoose.Schema<Visit>({ _id: Number, counted: Number }, { versionKey: false }),
  'visits',
)

/** @param afterBatch runs when the progress of a batch has been saved */
export const countVisits = (afterBatch: () => Promise<void>): Migration => ({
  number: 1,
  name: 'visits: count them',
  run: (context) =>
    walkRows(
      {
        ...context,
        async save(progress) {
          await context.save(progress)
          await afterBatch()
        },
      },
      Visits,
      { size: 10 },
      async (rows) => {
        const ids = rows.map(({ _id }) => Number(_id))
        await Visits.updateMany({ _id: { $in: ids } }, { $inc: { counted: 1 } })
      },
    ),
})
