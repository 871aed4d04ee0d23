/** The state table of an import, and what a row has come to. */
import type { StaffStatus } from '../../contract.ts'
import type { ImportStatus, RowOutcome } from '../contract.ts'

/** Verb → states it may start from, and the state it leads to. */
export const importTransitions = {
  start: { from: ['checked'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  /** By itself: DingTalk has taken nobody for days. */
  stick: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
  finish: { from: ['running'], to: 'finished' },
} as const satisfies Record<string, { from: ImportStatus[]; to: ImportStatus }>

export type ImportVerb = keyof typeof importTransitions

/** `good` and `bad` since the check; `added` and `refused` since its turn came. */
export type RowState = 'good' | 'bad' | 'added' | 'refused'

interface Person {
  status: StaffStatus
  /** The number before which DingTalk has put an Org invitation, if it has. */
  invitedPhone?: string | undefined
}

function outcomeOfPerson({ status, invitedPhone }: Person): RowOutcome {
  if (status === 'associated') return 'associated'
  if (status === 'invitation_failed') return 'failed'
  if (status === 'invited' || status === 'approved') return invitedPhone ? 'invited' : 'waiting'
  return 'changed'
}

/** @param person the entry on the staff list that an added row led to */
export function outcomeOf(
  status: ImportStatus,
  state: RowState,
  person: Person | undefined,
): RowOutcome {
  if (state === 'bad' || state === 'refused') return 'problem'
  if (state === 'added') return person ? outcomeOfPerson(person) : 'changed'
  if (status === 'checked') return 'ready'
  return status === 'running' || status === 'paused' ? 'queued' : 'not_added'
}

/**
 * People of one import whom DingTalk has not answered at any time: five seconds' worth, so that the next are there
 * before DingTalk could take them, and a pause, or a DingTalk that is away, finds few on the way.
 */
export const mostOnTheWay = 100
/** Rows that are added in one go: well within the time for which the outbox leaves them to one instance. */
export const mostAtOnce = 50
/** Milliseconds until it is looked again whether DingTalk can take more. */
export const pace = 250
/** Milliseconds of rest when DingTalk takes nobody any more, as when the day's additions are used up. */
export const restLasts = 30 * 60_000
/** Milliseconds until it is looked again whether a rest goes on. */
export const restLook = 15_000
/** Rests, about two days, after which an import waits for somebody to resume it. */
export const mostRests = 96
