/** A staff member as callers see one, in a list and in full. */
import * as z from 'zod/mini'
import { id, named, rowsAs, time } from '../../http/contract.ts'
import { staffStatus, invitationFailure, staffVia } from './association.ts'

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
    /** Works for the ISO, or may have: what was done there, such as looks at passwords, stays to be seen. */
    mayHaveWorked: z.boolean(),
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
