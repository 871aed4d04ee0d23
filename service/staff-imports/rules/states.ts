/** The states of an import, and what a row has come to. */
import type { StaffStatus } from '../../staff/contract.ts'
import { machine, type StepOf } from '../../states/machine.ts'
import { importStatuses, type ImportStatus, type RowOutcome } from '../contract.ts'
import {
  importCancelled,
  importFinished,
  importPaused,
  importResumed,
  importStarted,
  importStuck,
} from '../events.ts'

export const importMachine = machine({
  states: importStatuses,
  steps: {
    check: { from: ['none'], to: 'checked' },
    start: { from: ['checked'], to: 'running', event: importStarted },
    pause: { from: ['running'], to: 'paused', event: importPaused },
    /** Automatic: DingTalk has taken no one for days. */
    stick: { from: ['running'], to: 'paused', event: importStuck },
    resume: { from: ['paused'], to: 'running', event: importResumed },
    cancel: { from: ['running', 'paused'], to: 'cancelled', event: importCancelled },
    finish: { from: ['running'], to: 'finished', event: importFinished },
  },
})
export type ImportStep = Exclude<StepOf<typeof importMachine>, 'check'>

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
 * People of one import that wait for DingTalk at any time: five seconds' worth, so that the next are there
 * before DingTalk could take them, and a pause, or a DingTalk that is away, finds few on the way.
 */
export const mostOnTheWay = 100
/** Rows that are added in one go: well within the time for which the outbox leaves them to one instance. */
export const mostAtOnce = 50
/** Milliseconds until it is looked again whether DingTalk can take more. */
export const pace = 250
/** Milliseconds of rest when DingTalk takes no more people, as when the day's additions are used up. */
export const restLasts = 30 * 60_000
/** Milliseconds until it is looked again whether a rest goes on. */
export const restLook = 15_000
/** Rests, about two days, after which an import waits until it is resumed by hand. */
export const mostRests = 96
