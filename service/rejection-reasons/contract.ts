/** Why an ISO says no to a request: reasons that are data, with words for the ISO (requirements A8). */
import * as z from 'zod/mini'
import { endpoint, named, rowsAs } from '../http/contract.ts'
import { offeredItem } from '../offered-lists/contract.ts'

export const rejectionReason = named(
  'RejectionReason',
  offeredItem({
    /** Says nothing without a note. */
    ownWords: z.boolean(),
    /** False for one that is retired: it stands on old rows and is chosen no more. */
    offered: z.boolean(),
  }),
)
export type RejectionReason = z.output<typeof rejectionReason>

export const listRejectionReasons = endpoint('GET /api/v1/rejection-reasons', {
  name: 'listRejectionReasons',
  by: 'operator',
  summary: 'List the reasons for rejecting an association request, in the order they are offered',
  answer: z.object(rowsAs('items', rejectionReason)),
})
