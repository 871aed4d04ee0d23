/** Staff of an ISO: the people and how they join it. */
import * as z from 'zod/mini'
import {
  binary,
  endpoint,
  id,
  line,
  named,
  pageOf,
  pageQuery,
  paragraph,
  rowsAs,
  time,
  spreadsheetTypes,
  exampleIds,
} from '../http/contract.ts'
import { personName } from '../text/contract.ts'

/** States of the association between a staff member and an ISO (requirements A8). */
export const staffStatuses = [
  'requested',
  'approved',
  'invited',
  'associated',
  'rejected',
  'invitation_failed',
  'removed',
  'left',
] as const
export const staffStatus = named('StaffStatus', z.enum(staffStatuses))
export type StaffStatus = z.output<typeof staffStatus>

/** Everything that can stand in the timeline of an association: the states it came to, and what else happened. */
export const staffHappenings = [
  ...staffStatuses,
  'added',
  'phone_corrected',
  'phone_changed',
  'invitation_resent',
  'invitation_cancelled',
  'late_acceptance_undone',
  'consent_asked',
  'declined',
] as const
export type StaffHappening = (typeof staffHappenings)[number]

/** Why an invitation did not come about: what DingTalk or the person says to it, in our words. */
export const invitationFailures = [
  'bad_phone_number',
  'name_refused',
  'too_many_organisations',
  'organisation_full',
  'userid_conflict',
  'with_another_iso',
  'declined',
  'not_reachable',
  'dingtalk_unavailable',
  'quota_used_up',
  'not_set_up',
  'department_refused',
  'other',
] as const
export const invitationFailure = named('InvitationFailure', z.enum(invitationFailures))
export type InvitationFailure = z.output<typeof invitationFailure>

/** How an association ended: by the ISO, because the person left the DingTalk organisation, or because they moved to another ISO. */
export const endedBy = named('EndedBy', z.enum(['iso', 'dingtalk', 'self']))
export type EndedBy = z.output<typeof endedBy>

/** Id of a reason, as `listRejectionReasons` has it, and a word of one's own. */
const rejection = z.object({
  reason: z.string().check(z.minLength(1), z.maxLength(40)),
  note: z._default(paragraph(500, 0), ''),
})

export const staffAbility = z.enum([
  'approve',
  'reject',
  'resend_invitation',
  'correct_phone',
  'cancel',
  'remove',
  'join_link',
  'add_again',
])
export type StaffAbility = z.output<typeof staffAbility>

/** Added by the ISO, or asked for by the person. */
export const staffVias = ['iso', 'request'] as const
const staffVia = z.enum(staffVias)

/** A typed phone number, with its country code; kept as E.164. */
export const phone = z.string().check(z.trim(), z.minLength(4), z.maxLength(32))

const row = z.object({
  id,
  name: z.string(),
  /** E.164; for callers who may not see numbers, only its last two digits. */
  phone: z.string(),
  status: staffStatus,
  via: staffVia,
  createdAt: time,
  /** Since when it is in its state. */
  since: time,
  failure: z.nullable(z.object({ reason: invitationFailure, errcode: z.nullable(z.number()) })),
  rejection: z.nullable(z.object({ reason: z.string(), note: z.string() })),
  /** The person who approved or rejected the last request, and when. */
  decided: z.nullable(
    z.object({
      by: z.string(),
      at: time,
      /** Until when the caller can take it back; null when they cannot. */
      undoUntil: z.nullable(time),
    }),
  ),
  /** Is in the DingTalk organisation already, and the bot has asked whether they agree. */
  asked: z.boolean(),
  /** Signed in to DingTalk with another identity than *Alipay Partner*; false too where DingTalk does not tell. */
  otherIdentity: z.boolean(),
  abilities: z.array(staffAbility),
})

export const staffRow = named('StaffRow', row)
export type StaffRow = z.output<typeof staffRow>

export const staffMember = named(
  'StaffMember',
  z.extend(row, {
    ...rowsAs(
      'timeline',
      z.object({
        at: time,
        /** One of `staffHappenings`; a newer service may know more of them. */
        what: z.string(),
        by: z.object({ kind: z.enum(['operator', 'staff', 'system']), name: z.string() }),
        /** A reason or note that belongs to it. */
        note: z.string(),
      }),
    ),
  }),
)
export type StaffMember = z.output<typeof staffMember>

export const staffParams = z.object({ staffId: id })

/** What a list, its counts, a selection and an export may be narrowed to. */
const staffFilter = {
  /** Comma separated. */
  status: z.optional(z.string().check(z.maxLength(200))),
  /** Beginning of a word of the name, or beginning or end of the phone number. */
  search: z.optional(line(80, 0)),
  via: z.optional(staffVia),
}

/** Orders of a list; with a minus the other way round. */
export const staffSorts = ['-createdAt', 'createdAt', 'name', '-name', 'since', '-since'] as const
export const staffSort = named('StaffSort', z.enum(staffSorts))
export type StaffSort = z.output<typeof staffSort>

export const listStaff = endpoint('GET /api/v1/staff', {
  name: 'listStaff',
  by: 'iso',
  may: 'staff.view',
  about: 'staffMember',
  summary:
    'List staff of the ISO (Staff Details, Review List); a search is sorted by what was found',
  query: z.object({
    ...pageQuery,
    ...staffFilter,
    /** A search has an order of its own: by the word or number that begins like it. */
    sort: z._default(staffSort, '-createdAt'),
  }),
  answer: pageOf(staffRow),
  errors: ['bad_cursor'],
})

export const countStaff = endpoint('GET /api/v1/staff/counts', {
  name: 'countStaff',
  by: 'iso',
  may: 'staff.view',
  about: 'staffMember',
  summary: 'Count staff by status; 10,000 means "or more"',
  query: z.object({ search: staffFilter.search, via: staffFilter.via }),
  answer: z.object({ counts: z.record(staffStatus, z.number()) }),
})

export const countStaffOfIso = endpoint('GET /api/v1/isos/:workspaceId/staff-counts', {
  name: 'countStaffOfIso',
  by: 'platform',
  may: 'workspaces.suspend',
  about: 'workspace',
  summary: 'Count staff of an ISO by status, for the platform; 10,000 means "or more"',
  params: z.object({ workspaceId: id }),
  answer: z.object({ counts: z.record(staffStatus, z.number()) }),
  errors: ['not_found'],
})

/** What can be decided about many at once. */
export const bulkVerbs = ['approve', 'reject', 'resend_invitation', 'withdraw'] as const
const bulkVerb = named('BulkVerb', z.enum(bulkVerbs))
export type BulkVerb = z.output<typeof bulkVerb>

export const selectStaff = endpoint('GET /api/v1/staff/selection', {
  name: 'selectStaff',
  by: 'iso',
  may: { any: ['staff.decide', 'staff.add', 'staff.remove'] },
  summary: 'List the ids of people in a filter for whom a decision is possible, at most 10,000',
  query: z.object({ ...staffFilter, verb: bulkVerb }),
  answer: z.object({
    ids: z.array(id),
    /** False when there are more. */
    complete: z.boolean(),
  }),
})

/** Ids of one bulk call. */
export const longestBulk = 200

const bulkOutcome = named(
  'BulkOutcome',
  z.object({
    id,
    /**
     * - `already_done`: it stands as asked for, by an earlier call or by another person
     * - `failed`: through a fault of ours with this entry; the others were decided
     */
    outcome: z.enum(['done', 'already_done', 'wrong_state', 'not_found', 'failed']),
    /** The state it is in now; null when there is none, or none that is known. */
    status: z.nullable(staffStatus),
    /** When it was decided, where that can be taken back. */
    decidedAt: z.optional(time),
  }),
)
export type BulkOutcome = z.output<typeof bulkOutcome>

export const decideStaff = endpoint('POST /api/v1/staff/decisions', {
  name: 'decideStaff',
  by: 'iso',
  may: { any: ['staff.decide', 'staff.add', 'staff.remove'] },
  inParts: true,
  summary:
    'Decide about many people, with a result for each; approvals and rejections can be undone for 10 seconds, and their effects begin after that',
  body: z.object({
    verb: bulkVerb,
    ids: z.array(id).check(z.minLength(1), z.maxLength(longestBulk)),
    /** Needed to reject; every person reads it. */
    rejection: z.optional(rejection),
  }),
  example: { body: { verb: 'approve', ids: [exampleIds.staff] } },
  answer: z.object({ results: z.array(bulkOutcome) }),
})

const undoOutcome = named(
  'UndoOutcome',
  z.object({
    id,
    /**
     * - `too_late`: the decision stands, and what follows from it is on its way
     * - `wrong_state`: it has come to something else meanwhile, or another person has decided
     * - `failed`: through a fault of ours with this entry; the others were undone
     */
    outcome: z.enum(['undone', 'too_late', 'wrong_state', 'not_found', 'failed']),
    /** The state it is in now; null when there is none, or none that is known. */
    status: z.nullable(staffStatus),
  }),
)
export type UndoOutcome = z.output<typeof undoOutcome>

export const undoDecisions = endpoint('POST /api/v1/staff/undo', {
  name: 'undoDecisions',
  by: 'iso',
  may: 'staff.decide',
  inParts: true,
  summary:
    'Undo my approvals or rejections of many requests within 10 seconds, with a result for each; sent again, it gets the same answer',
  body: z.object({
    decisions: z
      .array(
        z.object({
          id,
          /** When it was decided, as the answer to the decision said. */
          decidedAt: time,
        }),
      )
      .check(z.minLength(1), z.maxLength(longestBulk)),
  }),
  example: {
    body: { decisions: [{ id: exampleIds.staff, decidedAt: '2026-11-30T08:00:00.000Z' }] },
  },
  answer: z.object({ results: z.array(undoOutcome) }),
})

export const exportStaff = endpoint('GET /api/v1/staff/export', {
  name: 'exportStaff',
  by: 'iso',
  may: 'staff.export',
  summary:
    'Export the staff of a filter as a spreadsheet; without phone numbers if the caller may not see them',
  query: z.object({ ...staffFilter, format: z._default(z.enum(['csv', 'xlsx']), 'csv') }),
  answer: binary,
  media: spreadsheetTypes,
  errors: ['too_many_requests'],
})

export const findStaff = endpoint('GET /api/v1/staff/:staffId', {
  name: 'findStaff',
  by: 'iso',
  may: 'staff.view',
  about: 'staffMember',
  summary: 'Get a staff member with the timeline',
  params: staffParams,
  answer: staffMember,
  errors: ['not_found'],
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

/** The step about one person that a step about many repeats: both need the same right. */
export const bulkSteps = {
  approve: approveRequest,
  reject: rejectRequest,
  resend_invitation: resendInvitation,
  withdraw: cancelInvitation,
} as const satisfies Record<BulkVerb, unknown>
