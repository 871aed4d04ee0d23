/** What is done with one person: adding, deciding about a request, inviting, removing. */
import * as z from 'zod/mini'
import { endpoint, id, time, exampleIds } from '../../http/contract.ts'
import { personName, paragraph } from '../../text/contract.ts'
import { phone } from './association.ts'
import { staffMember, staffParams } from './member.ts'

/** Id of a reason, as `listRejectionReasons` has it, and a word of one's own. */
export const rejection = z.object({
  reason: z.string().check(z.minLength(1), z.maxLength(40)),
  note: z._default(paragraph(500, 0), ''),
})

export const addStaff = endpoint('POST /api/v1/staff', {
  name: 'addStaff',
  by: 'iso',
  may: 'staff.add',
  summary: 'Add a staff member, who gets an Org invitation in DingTalk',
  body: z.object({ id, name: personName, phone }),
  example: { body: { id: exampleIds.new, name: 'Ana Lim', phone: '+6581239123' } },
  answer: staffMember,
  status: 201,
  errors: ['bad_phone_number', 'already_staff', 'same_id_other_content'],
})

export const approveRequest = endpoint('POST /api/v1/staff/:staffId/approve', {
  name: 'approveRequest',
  by: 'iso',
  may: 'staff.decide',
  summary:
    'Approve an association request; it can be undone for 10 seconds, and its effects begin after that',
  params: staffParams,
  answer: staffMember,
  errors: ['not_found', 'already_decided'],
})

export const rejectRequest = endpoint('POST /api/v1/staff/:staffId/reject', {
  name: 'rejectRequest',
  by: 'iso',
  may: 'staff.decide',
  summary:
    'Reject an association request, with a reason; it can be undone for 10 seconds, and its effects begin after that',
  params: staffParams,
  body: rejection,
  example: { body: { reason: 'not_needed', note: '' } },
  answer: staffMember,
  errors: ['not_found', 'already_decided'],
})

export const undoDecisionOnRequest = endpoint('POST /api/v1/staff/:staffId/undo', {
  name: 'undoDecisionOnRequest',
  by: 'iso',
  may: 'staff.decide',
  summary:
    'Undo my approval or rejection of a request within 10 seconds; sent again, it gets the same answer',
  params: staffParams,
  /** When it was decided, as the answer to the decision said. */
  body: z.object({ decidedAt: time }),
  example: { body: { decidedAt: '2026-11-30T08:00:00.000Z' } },
  answer: staffMember,
  errors: ['not_found', 'wrong_state', 'undo_over'],
})

export const resendInvitation = endpoint('POST /api/v1/staff/:staffId/resend-invitation', {
  name: 'resendInvitation',
  by: 'iso',
  may: 'staff.add',
  summary: 'Resend the Org invitation in DingTalk',
  params: staffParams,
  answer: staffMember,
  errors: ['not_found', 'wrong_state'],
})

export const correctPhone = endpoint('POST /api/v1/staff/:staffId/correct-phone', {
  name: 'correctPhone',
  by: 'iso',
  may: 'staff.add',
  summary: 'Correct the phone number of a person who has not joined, and invite them again',
  params: staffParams,
  body: z.object({ phone }),
  example: { body: { phone: '+6581239123' } },
  answer: staffMember,
  errors: ['not_found', 'wrong_state', 'bad_phone_number', 'already_staff'],
})

export const cancelInvitation = endpoint('POST /api/v1/staff/:staffId/cancel', {
  name: 'cancelInvitation',
  by: 'iso',
  may: 'staff.remove',
  summary: 'Withdraw an approval or an invitation before the person has joined',
  params: staffParams,
  answer: staffMember,
  errors: ['not_found', 'wrong_state'],
})

export const staffJoinLink = endpoint('GET /api/v1/staff/:staffId/join-link', {
  name: 'staffJoinLink',
  by: 'iso',
  may: 'staff.add',
  summary: 'Get a join link for a person who sees no Org invitation in DingTalk',
  params: staffParams,
  answer: z.object({ url: z.string() }),
  errors: ['not_found', 'wrong_state', 'no_join_link', 'dingtalk_unavailable'],
})

export const removeStaff = endpoint('POST /api/v1/staff/:staffId/remove', {
  name: 'removeStaff',
  by: 'iso',
  may: 'staff.remove',
  summary: 'Remove a staff member; access ends at once',
  params: staffParams,
  answer: staffMember,
  errors: ['not_found', 'wrong_state'],
})
