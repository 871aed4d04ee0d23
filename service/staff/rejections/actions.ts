/** The reasons for rejecting a request: filled with the standard at start, edited by hand now and then. */
import { refuse } from '../../errors.ts'
import { RejectionReasons, type StoredRejectionReason } from './model.ts'
import standard from './reasons.json' with { type: 'json' }

/**
 * Inserts what is missing of the standard reasons; what is there, edited perhaps, stays. Safe to run at every start
 * and from several instances.
 */
export async function seedRejectionReasons(): Promise<void> {
  await RejectionReasons.bulkWrite(
    standard.map(({ _id, ...reason }, index) => ({
      updateOne: {
        filter: { _id },
        update: { $setOnInsert: { ...reason, retired: false, order: index + 1 } },
        upsert: true,
      },
    })),
    { ordered: false },
  )
}

/** All of them, also those that are retired, in the order in which they are offered. */
export async function listRejectionReasons(): Promise<StoredRejectionReason[]> {
  return RejectionReasons.find().sort({ order: 1 }).lean()
}

/** @throws Refusal `bad_input` for a reason that cannot be chosen, unknown or retired */
export async function mustBeOffered(reason: string, field: string): Promise<void> {
  if (!(await RejectionReasons.exists({ _id: reason, retired: false }))) {
    refuse('bad_input', { field })
  }
}
