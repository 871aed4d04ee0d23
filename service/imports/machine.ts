/** The states of an import, the same for every kind: a long job (service/jobs) that begins with a preview. */
import { jobSteps } from '../jobs/job.ts'
import type { EventType } from '../outbox/event.ts'
import { machine, type Machine, type StepOf } from '../states/machine.ts'
import { importStatuses, type importEventData, type ImportStatus } from './contract.ts'

type ImportEvent = EventType<string, typeof importEventData>

/** Each kind has its own, so that they can be told apart in the audit log and by screens. */
type ImportEvents = Record<
  'started' | 'paused' | 'stuck' | 'resumed' | 'cancelled' | 'finished',
  ImportEvent
>

const stepsWith = (events: ImportEvents) =>
  ({
    check: { from: ['none'], to: 'checked' },
    start: { from: ['checked'], to: 'running', event: events.started },
    ...jobSteps(events),
  }) as const

export type ImportMachine = Machine<ImportStatus, ReturnType<typeof stepsWith>>
export type ImportStep = Exclude<StepOf<ImportMachine>, 'check'>

export const importMachineWith = (events: ImportEvents): ImportMachine =>
  machine({ states: importStatuses, steps: stepsWith(events) })
