/** The states of an import, the same for every kind, and how fast its rows have their turn. */
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
    pause: { from: ['running'], to: 'paused', event: events.paused },
    /** Automatic: the outside has taken nothing for days. */
    stick: { from: ['running'], to: 'paused', event: events.stuck },
    resume: { from: ['paused'], to: 'running', event: events.resumed },
    cancel: { from: ['running', 'paused'], to: 'cancelled', event: events.cancelled },
    finish: { from: ['running'], to: 'finished', event: events.finished },
  }) as const

export type ImportMachine = Machine<ImportStatus, ReturnType<typeof stepsWith>>
export type ImportStep = Exclude<StepOf<ImportMachine>, 'check'>

export const importMachineWith = (events: ImportEvents): ImportMachine =>
  machine({ states: importStatuses, steps: stepsWith(events) })

/**
 * Rows of one import that wait for the outside at any time: for DingTalk five seconds' worth, so that the next are there
 * before it could take them, and a pause, or a DingTalk that is away, finds few on the way.
 */
export const maxInFlight = 100
/** Rows whose work is done in one go: well within the time for which the outbox leaves them to one instance. */
export const maxAtOnce = 50
/** Milliseconds until it is looked again whether more rows can have their turn. */
export const pace = 250
/** Milliseconds of rest when the outside takes no more, as when the day's additions are used up. */
export const restLasts = 30 * 60_000
/** Milliseconds until it is looked again whether a rest goes on. */
export const restLook = 15_000
/** Rests, about two days, after which an import waits until it is resumed by hand. */
export const maxRests = 96
