/** What each caller may do to a submission. */
import { refuse } from '../errors.ts'
import type { Caller } from '../http/callers.ts'
import { abilities, allow, callersOf, type Policy } from '../http/policy.ts'
import type { Located } from '../http/scope.ts'
import { freeCodes } from './contract/iso.ts'
import type { ItemStatus } from './contract/content.ts'
import type { SubmissionAbility } from './contract/submission.ts'
import { mayHappen } from '../states/machine.ts'
import { submissionMachine } from './rules/states.ts'

interface Owned extends Located {
  staff: string
}

/** Whether the caller is the staff member who submitted it. */
const isOwner = (me: Caller, { iso, staff }: Owned) =>
  me.kind === 'staff' && me.iso?.id === iso && me.id === staff

export const submissionPolicy = {
  modify: isOwner,
  appeal: isOwner,
  free_codes: callersOf(freeCodes),
} satisfies Policy<string, Owned>

/** Without its pictures it cannot be reviewed again: it can only be submitted with new ones. */
const canBeSeen = (verb: SubmissionAbility, { photosGoneAt }: { photosGoneAt?: Date }) =>
  verb !== 'appeal' || !photosGoneAt

interface InState extends Owned {
  status: ItemStatus
  photosGoneAt?: Date
}

export function abilitiesFor(me: Caller, submission: InState): SubmissionAbility[] {
  return abilities(me, submissionPolicy, submission, {
    verbs: ['modify', 'appeal'],
    when: (verb) =>
      mayHappen(submissionMachine, verb, submission.status) && canBeSeen(verb, submission),
  })
}

/**
 * @throws Refusal `not_allowed` for another's, `wrong_state` when nothing of it is rejected, `photo_missing` when its
 * pictures were removed
 */
export function mustBePossible(me: Caller, verb: SubmissionAbility, submission: InState): void {
  allow(me, submissionPolicy, verb, submission)
  const { status } = submission
  if (!mayHappen(submissionMachine, verb, status)) refuse('wrong_state', { about: { status } })
  if (!canBeSeen(verb, submission)) refuse('photo_missing')
}
