/** Removes what was written in an inspection; what was found stays. */
import type { QueryFilter } from 'mongoose'
import { clock } from '../../clock.ts'
import { Tasks, type StoredTask } from '../model.ts'

/** Of tasks that are closed. @returns of how many */
export async function eraseTexts(which: QueryFilter<StoredTask>): Promise<number> {
  const { modifiedCount } = await Tasks.updateMany(
    { $and: [which, { open: false, answers: { $exists: true }, wordsGoneAt: null }] },
    {
      $set: {
        'answers.feedback': '',
        'answers.spots.$[].note': '',
        wordsGoneAt: clock.now(),
      } as never,
    },
  )
  return modifiedCount
}

/** Those that were closed so long ago. @returns of how many */
export const eraseOldTexts = (before: Date) => eraseTexts({ since: { $lt: before } })
