/** The reasons for rejecting a request: edited by hand now and then. */
import { refuse } from '../errors.ts'
import { rejectionReasons, RejectionReasons, type StoredRejectionReason } from './model.ts'

/** All of them, also those that are retired, in the order in which they are offered. */
export const listRejectionReasons = (): Promise<StoredRejectionReason[]> => rejectionReasons.read()

/** @throws Refusal `bad_input` for a reason that cannot be chosen, unknown or retired */
export async function mustBeOffered(reason: string, field: string): Promise<void> {
  if (!(await RejectionReasons.exists({ _id: reason, retired: false }))) {
    refuse('bad_input', { field })
  }
}
