/** Reasons for rejecting an association request: a list that is data, the same for every ISO. */
import { offeredList, type InEachLanguage, type RowOf } from '../offered-lists/list.ts'
import { rejectionReason, type RejectionReason } from './contract.ts'
import former from './former-words.json' with { type: 'json' }
import standard from './reasons.json' with { type: 'json' }

export interface StoredRejectionReason extends RowOf<Omit<RejectionReason, 'offered'>> {
  /** The text for the person of the request. */
  words: InEachLanguage
  /** Stands on old rows and is chosen no more. */
  retired: boolean
}

export const rejectionReasons = offeredList<StoredRejectionReason, RejectionReason>({
  collection: 'rejectionReasons',
  model: 'RejectionReason',
  item: rejectionReason,
  besides: ({ retired }) => ({ offered: !retired }),
  standard: standard.map((reason) => ({ ...reason, retired: false })),
  former,
})

export const RejectionReasons = rejectionReasons.rows
