/** What happens to the association of a person with an ISO. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { staffStatus } from './contract/association.ts'

const ofAssociation = {
  about: 'staffMember',
  data: z.object({
    status: staffStatus,
    /** The state before, where it changed. */
    from: z.optional(staffStatus),
    /** Whose screens and rights it changes, also while they had no association. */
    dingtalkUserId: z.optional(z.string()),
  }),
} as const

export const staffAdded = event('staff.added', ofAssociation)
export const staffRequested = event('staff.requested', ofAssociation)
export const staffApproved = event('staff.approved', ofAssociation)
export const staffRejected = event('staff.rejected', ofAssociation)
/** DingTalk has put an Org invitation before the person. */
export const staffInvited = event('staff.invited', { ...ofAssociation, auditOnly: true })
export const invitationFailed = event('staff.invitation_failed', ofAssociation)
export const invitationResent = event('staff.invitation_resent', ofAssociation)
export const invitationCancelled = event('staff.invitation_cancelled', ofAssociation)
export const staffAssociated = event('staff.associated', ofAssociation)
export const staffRemoved = event('staff.removed', ofAssociation)
export const staffLeft = event('staff.left', ofAssociation)
export const phoneCorrected = event('staff.phone_corrected', ofAssociation)
export const phoneChanged = event('staff.phone_changed', { ...ofAssociation, auditOnly: true })
export const lateAcceptanceUndone = event('staff.late_acceptance_undone', {
  ...ofAssociation,
  auditOnly: true,
})
export const consentAsked = event('staff.consent_asked', ofAssociation)
export const consentDeclined = event('staff.declined', ofAssociation)

/** A decision on a request was taken back. */
export const decisionUndone = event('staff.decision_undone', {
  about: 'staffMember',
  data: z.object({ status: staffStatus, from: staffStatus, decidedAt: z.string() }),
  auditOnly: true,
})

/** The person is signed in to DingTalk as something else than *Alipay Partner*, or no longer. */
export const identityChanged = event('staff.identity_changed', {
  about: 'staffMember',
  data: z.object({ isOther: z.boolean(), dingtalkUserId: z.string() }),
  auditOnly: true,
})

/** The list was downloaded. */
export const staffExported = event('staff.exported', {
  about: 'workspace',
  data: z.object({
    format: z.string(),
    rows: z.number(),
    phones: z.boolean(),
    status: z.string(),
    via: z.string(),
    searched: z.boolean(),
  }),
  concerns: [],
  auditOnly: true,
})

/** How many, and the first of their ids. */
const some = z.object({ count: z.number(), ids: z.array(z.string()) })

/** DingTalk's members were compared with ours. */
export const staffReconciled = event('staff.reconciled', {
  about: 'dingtalkOrganisation',
  data: z.object({
    members: z.number(),
    numbersHidden: z.number(),
    heldBack: z.number(),
    joined: some,
    left: some,
    renumbered: some,
    numbersDiffer: some,
    moved: some,
    failed: some,
    unknown: some,
  }),
  auditOnly: true,
})
