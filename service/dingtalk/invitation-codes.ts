/** What each answer of DingTalk to an invitation means for us: the one table of it, as data. */

export type InvitationFailure =
  | 'bad_phone_number'
  | 'name_refused'
  | 'too_many_organisations'
  | 'organisation_full'
  | 'userid_conflict'
  | 'other'

interface Meaning {
  /**
   * - `joined`: is in the organisation
   * - `invited`: the person has an Org invitation and must agree to it
   * - `already_member`: was in the organisation before; the userid is found by the number
   * - `failed`: asking again changes nothing until the reason is put right
   * - `no_department`: our department is gone; it is made again, then the call is repeated
   * - `again`: nothing is decided; asked again, a bounded number of times
   */
  outcome: 'joined' | 'invited' | 'already_member' | 'failed' | 'no_department' | 'again'
  /** How the ISO reads it, in `staff.failure.*` of the catalogues; what helps is in `staff.remedy.*`. */
  reason?: InvitationFailure
}

const decided = (outcome: Meaning['outcome']): Meaning => ({ outcome })
const failed = (reason: InvitationFailure): Meaning => ({ ...decided('failed'), reason })

/**
 * errcode of `/topapi/v2/user/create` → meaning. Only these end an invitation: any other code decides nothing about the
 * person and is asked again (what DingTalk may answer to any call, such as limits and permissions, is in `errors.ts`).
 */
export const invitationCodes: Readonly<Record<string, Meaning>> = {
  0: decided('joined'),
  // also within 24 hours of a removal on the same day
  40103: decided('invited'),
  60104: decided('already_member'),
  60107: decided('already_member'),
  60102: failed('userid_conflict'),
  60103: failed('bad_phone_number'),
  40104: failed('bad_phone_number'),
  // in five unverified organisations already
  40019: failed('too_many_organisations'),
  40020: failed('organisation_full'),
  40023: failed('organisation_full'),
  40024: failed('organisation_full'),
  60003: decided('no_department'),
  // "system busy", also when the day's additions are used up
  '-1': decided('again'),
  // the name: what it holds, a word in it, a sign in it
  60112: failed('name_refused'),
  60022: failed('name_refused'),
  40033: failed('name_refused'),
}
