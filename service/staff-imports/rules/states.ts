/** The states of an import, and what a row has come to. */
import type { ImportStatus } from '../../imports/contract.ts'
import { importMachineWith } from '../../imports/machine.ts'
import type { RowState } from '../../imports/model.ts'
import type { StaffStatus } from '../../staff/contract/association.ts'
import type { RowOutcome } from '../contract/rows.ts'
import {
  importCancelled,
  importFinished,
  importPaused,
  importResumed,
  importStarted,
  importStuck,
} from '../events.ts'

export const importMachine = importMachineWith({
  started: importStarted,
  paused: importPaused,
  stuck: importStuck,
  resumed: importResumed,
  cancelled: importCancelled,
  finished: importFinished,
})

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
