/** Drafts kept on the server too, so that a lost phone loses little. */
import mongoose from 'mongoose'
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { Submissions } from '../../promotions/model.ts'
import type { DraftContent } from '../contract.ts'
import { Drafts, type StoredDraft } from '../model.ts'

const { calculateObjectSize } = mongoose.mongo.BSON

const mine = (me: AssociatedStaff) => ({ iso: me.iso.id, staff: me.id })

interface Saved {
  content: DraftContent
  revision: number | null
  savedAt: Date
}

/**
 * Keeps a draft. One that is older than what is there, or that has been sent in, changes nothing.
 * @returns when the draft that is there now was saved, by the phone's clock
 * @throws Refusal `not_found` when the id belongs to another person
 */
export async function saveDraft(id: string, draft: Saved, me: AssociatedStaff): Promise<Date> {
  const sent = await Submissions.exists({
    _id: id,
    ...mine(me),
    revision: { $gte: draft.revision ?? 1 },
  })
  if (sent) return draft.savedAt
  try {
    await Drafts.updateOne(
      { _id: id, ...mine(me), savedAt: { $lt: draft.savedAt } },
      { $set: { ...draft, at: clock.now() } },
      { upsert: true },
    )
    return draft.savedAt
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // a twin that was faster may not be with the majority yet
    const there = await Drafts.findOne({ _id: id, ...mine(me) }, { savedAt: 1 })
      .setOptions(asAcknowledged)
      .lean()
    return (there ?? refuse('not_found')).savedAt
  }
}

/** Drafts in a list, and bytes of them all: a phone on a bad line gets the newest rather than nothing. */
const mostListed = { drafts: 50, bytes: 4 * 1024 * 1024 }

/**
 * Mine, newest first, as many as are not too much for one answer. What was sent in is left out: its draft is deleted a
 * moment later, and a phone that asks meanwhile would bring it back.
 */
export async function listDrafts(me: AssociatedStaff): Promise<StoredDraft[]> {
  const listed: StoredDraft[] = []
  let bytes = 0
  const rows = Drafts.find(mine(me)).sort({ savedAt: -1 }).limit(mostListed.drafts).lean()
  for await (const draft of rows.cursor({ batchSize: 5 })) {
    bytes += calculateObjectSize(draft)
    if (listed.length && bytes > mostListed.bytes) break
    listed.push(draft)
  }
  const ids = listed.map(({ _id }) => _id)
  const sent = await Submissions.find({ _id: { $in: ids }, ...mine(me) }, { revision: 1 }).lean()
  const sentIn = new Map(sent.map(({ _id, revision }) => [_id, revision]))
  return listed.filter(({ _id, revision }) => (sentIn.get(_id) ?? 0) < (revision ?? 1))
}

/** Throws a draft away, if it is there. */
export async function discardDraft(id: string, me: AssociatedStaff): Promise<void> {
  await Drafts.deleteOne({ _id: id, ...mine(me) })
}

/** Throws away the draft of a revision that has been sent in, and of those before it. */
export async function dropSentDraft(id: string, iso: string, revision: number): Promise<void> {
  await Drafts.deleteOne({
    _id: id,
    iso,
    $or: [{ revision: null }, { revision: { $lte: revision } }],
  })
}
