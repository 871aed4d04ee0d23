/** The states of an association (requirements A8). */
import { machine, type StepOf } from '../../states/machine.ts'
import {
  staffStatuses,
  type EndedBy,
  type InvitationFailure,
  type StaffStatus,
} from '../contract/association.ts'
import {
  consentAsked,
  consentDeclined,
  decisionUndone,
  invitationCancelled,
  invitationFailed,
  invitationResent,
  lateAcceptanceUndone,
  phoneChanged,
  phoneCorrected,
  staffAdded,
  staffApproved,
  staffAssociated,
  staffInvited,
  staffLeft,
  staffRejected,
  staffRemoved,
  staffRequested,
} from '../events.ts'

export const staffMachine = machine({
  states: staffStatuses,
  steps: {
    add: { from: ['none', 'rejected', 'removed', 'left'], to: 'invited', event: staffAdded },
    request: {
      from: ['none', 'rejected', 'removed', 'left'],
      to: 'requested',
      event: staffRequested,
    },
    /** The same request once more, with a corrected name. */
    request_again: { from: ['requested'], keepsSince: true, event: staffRequested },
    approve: { from: ['requested'], to: 'approved', event: staffApproved },
    reject: { from: ['requested'], to: 'rejected', event: staffRejected },
    /** The decision is taken back. */
    undo: { from: ['approved', 'rejected'], to: 'requested', event: decisionUndone },
    invite: { from: ['approved', 'invited'], to: 'invited', event: staffInvited },
    /** The bot asks a person who is in the organisation already. */
    ask: { from: ['approved'], to: 'invited', event: consentAsked },
    ask_again: { from: ['invited'], keepsSince: true, event: consentAsked },
    fail: {
      from: ['approved', 'invited'],
      to: 'invitation_failed',
      event: invitationFailed,
    },
    decline: {
      from: ['invited', 'invitation_failed'],
      to: 'invitation_failed',
      event: consentDeclined,
    },
    retry: { from: ['invitation_failed', 'invited'], to: 'invited', event: invitationResent },
    correct_phone: {
      from: ['invitation_failed', 'invited'],
      to: 'invited',
      event: phoneCorrected,
    },
    /** The suspension of the ISO has ended. */
    go_on: { from: ['approved', 'invited'], keepsSince: true, event: invitationResent },
    associate: {
      from: ['approved', 'invited', 'invitation_failed'],
      to: 'associated',
      event: staffAssociated,
    },
    cancel: {
      from: ['approved', 'invited', 'invitation_failed'],
      to: 'removed',
      event: invitationCancelled,
    },
    remove: {
      from: ['approved', 'invited', 'invitation_failed', 'associated'],
      to: 'removed',
      event: staffRemoved,
    },
    leave: { from: ['associated'], to: 'left', event: staffLeft },
    /** DingTalk tells another number. */
    renumber: { from: staffStatuses, keepsSince: true, event: phoneChanged },
    undo_acceptance: { from: staffStatuses, keepsSince: true, event: lateAcceptanceUndone },
  },
})
export type StaffStep = StepOf<typeof staffMachine>

const worked: readonly StaffStatus[] = ['associated', 'removed', 'left']

/** Whether the person works for the ISO, or may have: what was done there stays to be seen. */
export const mayHaveWorked = (status: StaffStatus): boolean => worked.includes(status)

/** What has become of a question to a person; `over`: it waits for nothing, for another reason than these. */
export type ConsentAnswer = 'waiting' | 'agreed' | 'declined' | 'withdrawn' | 'elsewhere' | 'over'

/**
 * Whether an ISO sees that the person is signed in with another identity. It sees that of people it knows by
 * DingTalk, who belong to it or have been asked.
 */
export function hasOtherIdentity({
  identity,
  status,
  consent,
}: Pick<Asked, 'status' | 'consent'> & { identity?: string | undefined }): boolean {
  return identity === 'other' && (status === 'associated' || (status === 'invited' && !!consent))
}

interface Asked {
  status: StaffStatus
  dingtalkUserId?: string
  consent?: { dingtalkUserId: string }
  failure?: { reason: InvitationFailure }
}

/** The person has not answered; also where the bot did not reach them, since the mini-app asks too. */
export function isOpen({ consent, status, failure }: Asked): boolean {
  if (!consent) return false
  const notReached = status === 'invitation_failed' && failure?.reason === 'not_reachable'
  return status === 'invited' || notReached
}

/** What a question looks like by now to the person asked. */
export function answerTo(asked: Asked, dingtalkUserId: string): ConsentAnswer {
  const { status, consent, failure } = asked
  if (status === 'associated' && asked.dingtalkUserId === dingtalkUserId) return 'agreed'
  if (status === 'removed') return 'withdrawn'
  if (consent?.dingtalkUserId !== dingtalkUserId) return 'over'
  if (isOpen(asked)) return 'waiting'
  if (failure?.reason === 'declined') return 'declined'
  return failure?.reason === 'with_another_iso' ? 'elsewhere' : 'over'
}

/**
 * An ISO waits for a person of another ISO, as DingTalk has told. Until DingTalk has told it, the number on an
 * entry may be the one that another person has by now.
 */
export function waitsForPerson({ status, failure }: Pick<Asked, 'status' | 'failure'>): boolean {
  return status === 'invitation_failed' && failure?.reason === 'with_another_iso'
}

interface Entry {
  status: StaffStatus
  since: Date
  dingtalkUserId?: string
  timeline: { at: Date; what: string; by: { kind: string } }[]
}

/**
 * The association of which an entry says that it has ended; undefined while it lasts, and when there was none (an
 * invitation that was taken back is none).
 */
export function endedAssociation(
  entry: Entry,
): { dingtalkUserId: string; since: Date; until: Date; by: EndedBy } | undefined {
  const { status, dingtalkUserId, timeline, since: until } = entry
  if ((status !== 'removed' && status !== 'left') || !dingtalkUserId) return undefined
  const begun = timeline.findLast(({ what }) => what === 'associated')
  if (!begun) return undefined
  const left = timeline.findLast(({ what }) => what === 'left')
  const by = status === 'removed' ? 'iso' : left?.by.kind === 'staff' ? 'self' : 'dingtalk'
  return { dingtalkUserId, since: begun.at, until, by }
}

/** Reasons that have nothing to do with the person: every invitation meets them until they are over. */
export const failuresOfDingTalk: readonly InvitationFailure[] = [
  'dingtalk_unavailable',
  'quota_used_up',
  'not_set_up',
  'department_refused',
]

/** Reasons that end by themselves, or that an operator removes for all: the person is then invited again. */
export const overByThemselves: readonly InvitationFailure[] = [...failuresOfDingTalk, 'other']

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * Milliseconds before each look whether a person has agreed without an event reaching us: eight looks in three
 * weeks, so that a month's quota of calls lasts; after them the person is not looked for any more.
 */
export const pollPauses = [
  10 * minute,
  hour,
  6 * hour,
  day,
  2 * day,
  4 * day,
  7 * day,
  7 * day,
] as const

/** When to look next, after so many looks; undefined when it has been enough. */
export function nextPoll(now: Date, looks: number): Date | undefined {
  const pause = pollPauses[looks]
  return pause === undefined ? undefined : new Date(now.getTime() + pause)
}

/** Milliseconds for which an agreement to a withdrawn invitation is undone. */
export const withdrawnFor = 60 * day

/**
 * Whether so many of all associated staff may be believed to have left unheard: a list of DingTalk that suddenly
 * lacks a tenth of them more likely tells of a permission that was narrowed.
 */
export function mayHeal(gone: number, all: number): boolean {
  return gone <= Math.max(10, all / 10)
}
