/** Modify: a new revision with edits, after a rejection. */
import { isRefusal, refuse } from '../../../errors.ts'
import type { AssociatedStaff } from '../../../http/callers.ts'
import { mustBeUsable } from '../../../marketing-codes/actions/codes.ts'
import type { SubmissionContent } from '../../contract/content.ts'
import type { StoredSubmission } from '../../model.ts'
import { mustBePossible } from '../../policy.ts'
import {
  codesOf,
  hashOf,
  sameForm,
  samePhotos,
  sameSpot,
  sameStore,
  staysApproved,
} from '../../rules/content.ts'
import { inReview } from '../../rules/states.ts'
import { consentOf, withConsent } from '../consent.ts'
import { checkEvidence, spotWith, storeWith } from '../evidence.ts'
import { findMine } from '../find.ts'
import { mustSayPosm, newPosm, posmBefore, revisedPosm } from '../posm.ts'
import { withPrintedCodes } from '../printed-codes.ts'
import { alreadyTaken, regionOfStore, supersede, type Change, type Items } from './replace.ts'

type Evidence = Awaited<ReturnType<typeof checkEvidence>>

function editedItems(
  before: StoredSubmission,
  content: SubmissionContent,
  { photos, usual }: Evidence,
): Items {
  const storeStays = staysApproved(
    before.store.verdict.status,
    sameStore(before.store, content.store),
  )
  const earlier = new Map(before.spots.map((spot) => [spot.id, spot]))
  return {
    store: storeWith(content.store, photos, storeStays ? before.store.verdict : inReview()),
    spots: content.spots.map((spot) => {
      const old = earlier.get(spot.id)
      if (!old) {
        return spotWith(spot, { photos, verdict: inReview(), posm: newPosm(spot, usual(spot)) })
      }
      const same = samePhotos(old, spot)
      const posm = revisedPosm(spot, old, { usual: usual(old), same })
      const was = posmBefore(old, usual(old))
      const stays = staysApproved(old.verdict.status, sameSpot(old, spot) && sameForm(was, posm))
      return spotWith(spot, { photos, verdict: stays ? old.verdict : inReview(), posm })
    }),
  }
}

/**
 * The photos of content that can become a revision, and the content with its codes as they are printed.
 * @throws Refusal as `modify` does
 */
async function checked(before: StoredSubmission, content: SubmissionContent, me: AssociatedStaff) {
  const evidence = await checkEvidence(content, me, before)
  // codes that stay are bound to it already
  await mustBeUsable(codesOf(content), me.iso.id, before._id)
  return { content, evidence }
}

async function checkedAsPrinted(
  before: StoredSubmission,
  content: SubmissionContent,
  me: AssociatedStaff,
) {
  try {
    return await checked(before, content, me)
  } catch (error) {
    const isUnknown = isRefusal(error, 'code_unknown')
    const printed = isUnknown ? await withPrintedCodes(content, me.iso.id) : undefined
    if (!printed) throw error
    return checked(before, printed, me)
  }
}

/**
 * Sends a new revision with edits (requirements B7). Approved items that are unchanged stay approved;
 * Marketing Codes that were taken out become free, new ones are bound.
 * @throws Refusal `not_found`, `wrong_state`, `revision_superseded`, `bad_input`, `photo_missing`,
 *   `code_unknown`, `code_taken`
 */
export async function modify(
  id: string,
  revision: number,
  sent: SubmissionContent,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const before = await findMine(id, me)
  const hash = hashOf(sent)
  if (alreadyTaken(before, revision, 'modified', hash)) return before
  mustBePossible(me, 'modify', before)
  if (sent.product !== before.product) {
    refuse('bad_input', { fields: [{ field: 'product', rule: `must stay ${before.product}` }] })
  }
  const consent = await consentOf(id, sent)
  await mustSayPosm(id, sent)
  const { content, evidence } = await checkedAsPrinted(before, sent, me)
  const items = editedItems(before, content, evidence)
  const change: Change = {
    what: 'modified',
    hash,
    cause: 'modify',
    explanation: '',
    supplement: withConsent(content.supplement),
    consent,
    ...items,
    region: await regionOfStore(items),
  }
  return supersede(before, change, me)
}
