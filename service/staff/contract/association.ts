/** What there is to say about the association of a person with an ISO: states, happenings, failures. */
import * as z from 'zod/mini'
import { named } from '../../http/contract.ts'

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

/** Added by the ISO, or asked for by the person. */
export const staffVias = ['iso', 'request'] as const
export const staffVia = z.enum(staffVias)

/** A typed phone number, with its country code; kept as E.164. */
export const phone = z.string().check(z.trim(), z.minLength(4), z.maxLength(32))
