/** Reject reasons: a list that is data, offered to reviewers and explained to staff (requirements B14). */
import { offeredList, type RowOf } from '../offered-lists/list.ts'
import { rejectReason, type RejectReason } from './contract.ts'
import { itemsOf } from './rules.ts'
import former from './former-words.json' with { type: 'json' }
import standard from './reject-reasons.json' with { type: 'json' }

export interface StoredRejectReason extends RowOf<RejectReason> {
  /** Applies to POSM too; apart from `appliesTo`, which the release before knows without it. */
  ofPosm?: boolean
}

export const rejectReasons = offeredList<StoredRejectReason, RejectReason>({
  collection: 'rejectReasons',
  model: 'RejectReason',
  item: rejectReason,
  besides: (reason) => ({ appliesTo: itemsOf(reason) }),
  standard,
  former,
})

export const RejectReasons = rejectReasons.rows
