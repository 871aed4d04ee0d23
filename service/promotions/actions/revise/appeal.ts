/** Appeal: the same evidence is looked at again, with an explanation, after a rejection. */
import type { AssociatedStaff } from '../../../http/callers.ts'
import { mayHappen } from '../../../states/machine.ts'
import type { StoredSubmission, StoredVerdict } from '../../model.ts'
import { mustBePossible } from '../../policy.ts'
import { hashOf } from '../../rules/content.ts'
import { withVerdicts } from '../../rules/items.ts'
import { inReview, itemMachine } from '../../rules/states.ts'
import { findMine } from '../find.ts'
import { alreadyTaken, regionOfStore, supersede, type Change, type Items } from './replace.ts'

/**
 * Asks for another look at the same evidence, with an explanation (requirements B7):
 * what was rejected is in review again.
 * @throws Refusal `not_found`, `wrong_state`, `revision_superseded`, `bad_input`, `code_taken`, `code_unknown`
 */
export async function appeal(
  id: string,
  revision: number,
  explanation: string,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const before = await findMine(id, me)
  const hash = hashOf({ explanation })
  if (alreadyTaken(before, revision, 'appealed', hash)) return before
  mustBePossible(me, 'appeal', before)
  const again = withVerdicts<StoredVerdict, Items>(before, (_item, verdict) =>
    mayHappen(itemMachine, 'appeal', verdict.status) ? inReview() : verdict,
  )
  const change: Change = {
    what: 'appealed',
    hash,
    cause: 'appeal',
    explanation,
    supplement: before.supplement,
    ...again,
    region: await regionOfStore(before),
  }
  return supersede(before, change, me)
}
