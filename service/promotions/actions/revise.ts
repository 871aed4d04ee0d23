/** After a rejection: modify sends edits, appeal asks for another look; either way a new revision is in review. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, type AssociatedStaff } from '../../http/callers.ts'
import {
  bindCodes,
  followRegion,
  moveCodes,
  mustBeUsable,
} from '../../marketing-codes/actions/codes.ts'
import { regionOf } from '../../regions/region.ts'
import { prefixesOf } from '../../text/search-starts.ts'
import type { SubmissionContent } from '../contract/content.ts'
import { Revisions, Submissions, type StoredSubmission, type StoredVerdict } from '../model.ts'
import { mustBePossible } from '../policy.ts'
import { codeMoves } from '../rules/codes.ts'
import {
  codesOf,
  hashOf,
  sameForm,
  samePhotos,
  sameSpot,
  sameStore,
  staysApproved,
} from '../rules/content.ts'
import { mayHappen } from '../../states/machine.ts'
import { tryMove } from '../../states/move.ts'
import { statusOfItems, withVerdicts } from '../rules/items.ts'
import { inReview, itemMachine, submissionMachine, tallyOf } from '../rules/states.ts'
import { consentOf, withConsent } from './consent.ts'
import { checkEvidence, spotWith, storeWith } from './evidence.ts'
import { findMine, findMineAsAcknowledged } from './find.ts'
import { mustSayPosm, newPosm, posmBefore, revisedPosm } from './posm.ts'
import { withPrintedCodes } from './printed-codes.ts'

type What = 'modified' | 'appealed'

const verbs = { modified: 'modify', appealed: 'appeal' } as const satisfies Record<What, string>

/**
 * Whether this very revision has been taken already.
 * @throws Refusal `revision_superseded` when another one stands in its place, `bad_input` when it skips one
 */
function alreadyTaken(
  submission: StoredSubmission,
  revision: number,
  what: What,
  hash: string,
): boolean {
  if (revision <= submission.revision) {
    const same = submission.timeline.some(
      (entry) => entry.revision === revision && entry.what === what && entry.hash === hash,
    )
    return same || refuse('revision_superseded', { about: { revision: submission.revision } })
  }
  if (revision > submission.revision + 1) {
    const rule = `must be ${submission.revision + 1}`
    refuse('bad_input', { fields: [{ field: 'revision', rule }] })
  }
  return false
}

type Items = Pick<StoredSubmission, 'store' | 'spots'>

const regionOfStore = async ({ store }: Items) => (await regionOf(store)) ?? null

/** What the new revision has of its own; the rest stays as it was. */
interface Change
  extends
    Items,
    Pick<StoredSubmission, 'region' | 'cause' | 'explanation' | 'supplement' | 'consent'> {
  what: What
  hash: string
}

function revised(
  // the new revision has pictures and words again
  { photosGoneAt: _, wordsGoneAt: __, ...before }: StoredSubmission,
  change: Change,
): StoredSubmission {
  const { what, hash, store, spots, ...rest } = change
  const now = clock.now()
  const revision = before.revision + 1
  const status = statusOfItems({ store, spots })
  return {
    ...before,
    ...rest,
    store,
    searchKeys: prefixesOf(store.name),
    spots,
    revision,
    status,
    tally: tallyOf(store, spots),
    submittedAt: now,
    ...(before.freed ? { freed: [] } : {}),
    // with nothing left to review the earlier decisions are the decision
    decidedAt: status === 'in_review' ? null : before.decidedAt,
    timeline: [...before.timeline, { at: now, what, revision, hash }],
  }
}

/** Puts the new revision in the place of the old one, which is kept. */
async function replace(
  before: StoredSubmission,
  after: StoredSubmission,
  what: What,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const { _id, iso, revision } = before
  // what the ISO has freed since is bound again, as what is new
  const freed = new Set(before.freed?.flatMap(({ codes }) => codes))
  const held = before.spots.map((spot) => ({
    ...spot,
    codes: spot.codes.filter((code) => !freed.has(code)),
  }))
  const moves = codeMoves(held, after.spots)
  await transaction(async () => {
    const { _id: _same, iso: _tenant, status: to, ...changed } = after
    const moved = await tryMove(Submissions, submissionMachine, before, verbs[what], {
      tenant: iso,
      by: actorOf(me),
      staff: me.id,
      where: { iso, revision },
      to,
      set: changed,
      unset: ['photosGoneAt', 'wordsGoneAt'],
      data: () => ({
        revision: after.revision,
        product: after.product,
        status: after.status,
        ...(after.consent === 'older_app' ? { consent: after.consent } : {}),
      }),
    })
    if (!moved) refuse('revision_superseded', { about: { revision: after.revision } })
    await Revisions.insertMany(
      [
        {
          _id: `${_id}:${revision}`,
          iso,
          submission: _id,
          revision,
          supersededAt: after.submittedAt,
          was: before,
        },
      ],
      { lean: true },
    )
    await bindCodes(moves.bind, after)
    await moveCodes('release', moves.release, after)
    await moveCodes('retire', moves.retire, after)
    await moveCodes('reopen', moves.reopen, after)
    if (after.region !== before.region) {
      await followRegion(
        after.spots.flatMap(({ codes }) => codes),
        after,
      )
    }
  })
  return after
}

/**
 * Takes the new revision; when the same was being sent twice at once, answers like the one that was faster.
 * @throws Refusal `revision_superseded` when another one was faster
 */
async function supersede(
  before: StoredSubmission,
  change: Change,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const { what, hash } = change
  const after = revised(before, change)
  try {
    return await replace(before, after, what, me)
  } catch (error) {
    if (!isRefusal(error, 'revision_superseded')) throw error
    const there = await findMineAsAcknowledged(before._id, me)
    if (!alreadyTaken(there, after.revision, what, hash)) throw error
    return there
  }
}

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
