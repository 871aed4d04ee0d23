/** What a staff member may do to a submission. */
import { refuse } from '../errors.ts'
import type { Staff } from '../http/callers.ts'
import type { ItemStatus, SubmissionAbility } from './contract.ts'
import { mayHappen } from '../states/machine.ts'
import { submissionMachine } from './rules/states.ts'

interface Owned {
  iso: string
  staff: string
  status: ItemStatus
  photosGoneAt?: Date
}

/** Without its pictures nobody can look at it again: it can only be sent in with others. */
const canBeSeen = (verb: SubmissionAbility, { photosGoneAt }: Owned) =>
  verb !== 'appeal' || !photosGoneAt

const isMine = (me: Staff, { iso, staff }: Owned) => me.iso?.id === iso && me.id === staff

export function abilitiesFor(me: Staff, submission: Owned): SubmissionAbility[] {
  if (!isMine(me, submission)) return []
  return (['modify', 'appeal'] as const).filter(
    (verb) => mayHappen(submissionMachine, verb, submission.status) && canBeSeen(verb, submission),
  )
}

/**
 * @throws Refusal `not_found` for another's, `wrong_state` when nothing of it is rejected, `photo_missing` when its
 * pictures were removed
 */
export function mustBeAbleTo(me: Staff, verb: SubmissionAbility, submission: Owned): void {
  if (!isMine(me, submission)) refuse('not_found')
  if (!mayHappen(submissionMachine, verb, submission.status)) {
    refuse('wrong_state', { about: { status: submission.status } })
  }
  if (!canBeSeen(verb, submission)) refuse('photo_missing')
}
