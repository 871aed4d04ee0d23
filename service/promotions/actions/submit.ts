/** Submit: a visit becomes a submission in review, in one transaction of three writes. */
import { mustHaveAgreed } from '../../agreements/actions/standing.ts'
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, type AssociatedStaff } from '../../http/callers.ts'
import { bindCodes } from '../../marketing-codes/actions/codes.ts'
import { record } from '../../outbox/record.ts'
import { regionOf } from '../../regions/region.ts'
import { prefixesOf } from '../../text/search-starts.ts'
import type { SubmissionContent } from '../contract/content.ts'
import { Submissions, type StoredSubmission } from '../model.ts'
import { madeAt } from '../rules/older-apps.ts'
import { codesOf, hashOf } from '../rules/content.ts'
import { inReview, tallyOf } from '../rules/states.ts'
import { consentOf, withConsent } from './consent.ts'
import { checkEvidence, spotWith, storeWith } from './evidence.ts'
import { mustSayPosm, newPosm } from './posm.ts'
import { withPrintedCodes } from './printed-codes.ts'
import { visitSubmitted } from '../events.ts'

/** The submission that has this id, if it came from this person with this content. */
async function already(id: string, hash: string, me: AssociatedStaff) {
  // a twin that was faster may not be with the majority yet, and must not look like another person's
  const there = await Submissions.findOne({ _id: id, iso: me.iso.id })
    .setOptions(asAcknowledged)
    .lean()
  if (!there) return undefined
  const same = there.staff === me.id && there.timeline[0]?.hash === hash
  return same ? there : refuse('same_id_other_content')
}

/** Who sends a visit in, and whether their app asks for policy and agreement before it begins. */
interface Sender {
  me: AssociatedStaff
  asks: boolean
}

/** @throws as `submit` does, and the driver's error when the id is taken */
async function takeIn(
  id: string,
  content: SubmissionContent,
  hash: string,
  { me, asks }: Sender,
): Promise<StoredSubmission> {
  const consent = await consentOf(id, content)
  await mustHaveAgreed(content.product, { began: madeAt(id), asks }, me)
  await mustSayPosm(id, content)
  const { photos, usual } = await checkEvidence(content, me)
  const now = clock.now()
  const store = storeWith(content.store, photos, inReview())
  const spots = content.spots.map((spot) =>
    spotWith(spot, { photos, verdict: inReview(), posm: newPosm(spot, usual(spot)) }),
  )
  const codes = codesOf(content)
  const region = (await regionOf(content.store)) ?? null
  const submission: StoredSubmission = {
    _id: id,
    iso: me.iso.id,
    staff: me.id,
    product: content.product,
    revision: 1,
    status: 'in_review',
    cause: 'submit',
    explanation: '',
    createdAt: now,
    submittedAt: now,
    decidedAt: null,
    store,
    region,
    searchKeys: prefixesOf(content.store.name),
    spots,
    supplement: withConsent(content.supplement),
    ...(consent === 'given' ? {} : { consent }),
    tally: tallyOf(store, spots),
    timeline: [{ at: now, what: 'submitted', revision: 1, hash }],
    decisions: [],
  }
  await transaction(async () => {
    await insertRow(Submissions, submission)
    if (codes.length) await bindCodes(codes, submission)
    await record(visitSubmitted, {
      tenant: me.iso.id,
      id,
      staff: me.id,
      regions: region ? [region] : [],
      by: actorOf(me),
      data: {
        revision: 1,
        product: content.product,
        spots: spots.length,
        codes: codes.length,
        ...(consent === 'given' ? {} : { consent }),
      },
    })
  })
  return submission
}

/** @param hash of what was sent, which may have its codes written otherwise */
async function takeInOnce(
  id: string,
  content: SubmissionContent,
  hash: string,
  sender: Sender,
): Promise<StoredSubmission> {
  const { me } = sender
  try {
    return await takeIn(id, content, hash, sender)
  } catch (error) {
    const idTaken = isDuplicateKey(error)
    if (!idTaken && !isRefusal(error)) throw error
    // Nearly all are new, so only now is it looked whether this one came before. If it did, that counts
    // more than what is wrong with it: its product may have been closed since.
    const there = await already(id, hash, me)
    if (there) return there
    // the id belongs to another person
    if (idTaken) refuse('same_id_other_content')
    const isUnknown = isRefusal(error, 'code_unknown')
    const printed = isUnknown ? await withPrintedCodes(content, me.iso.id) : undefined
    if (!printed) throw error
    return takeInOnce(id, printed, hash, sender)
  }
}

/**
 * Sends a visit in for review (requirements B4d, B5). The same content under the same id, sent again
 * or twice at once, answers with the submission as it is now.
 * @throws Refusal `bad_input`, `store_not_agreed`, `policy_not_agreed`, `iso_not_agreed`, `product_closed`,
 *   `photo_missing`, `code_unknown`, `code_taken`, `same_id_other_content`
 */
export async function submit(
  id: string,
  content: SubmissionContent,
  sender: Sender,
): Promise<StoredSubmission> {
  return takeInOnce(id, content, hashOf(content), sender)
}
