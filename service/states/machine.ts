/** State machines of records: one table says what can happen, where it leads, and which event tells of it. */
import type { EventType } from '../outbox/event.ts'

/** What can happen to a record. */
export interface Step<S extends string> {
  /** States in which it can happen; `none`: it begins a record. */
  readonly from: readonly (S | 'none')[]
  /** The state it leads to; without it, and without `into`, the record stays in the state that it has. */
  readonly to?: S
  /** It leads to one of these, which follows from what the record holds then: `move` is told which. */
  readonly into?: readonly S[]
  /** It leaves the time since when the record has been in its state. */
  readonly keepsSince?: boolean
  /** A step without one is taken by `shift` or `shiftAll`: an event of something else tells of it, or none needs to. */
  readonly event?: EventType
}

export type Steps<S extends string> = Readonly<Record<string, Step<S>>>

export interface Machine<S extends string = string, T extends Steps<S> = Steps<S>> {
  readonly states: readonly S[]
  readonly steps: T
}

export type StepOf<M extends Machine> = keyof M['steps'] & string

/** Declares a machine: `machine({ states: taskStatuses, steps: { start: { from: ['assigned'], to: 'started', event } } })`. */
export function machine<S extends string, const T extends Steps<S>>(given: {
  states: readonly S[]
  steps: T
}): Machine<S, T> {
  return given
}

/** What is declared of a step. */
export function stepOf<S extends string, T extends Steps<S>>(
  { steps }: Machine<S, T>,
  step: keyof T & string,
): Step<S> {
  return steps[step]!
}

export function mayHappen<S extends string, T extends Steps<S>>(
  { steps }: Machine<S, T>,
  step: keyof T & string,
  state: S | 'none',
): boolean {
  return steps[step]?.from.includes(state) ?? false
}

/** Whether each step may happen to a record in a state: `abilities(…, { when: inState(taskMachine, task.status) })`. */
export const inState =
  <S extends string, T extends Steps<S>>(table: Machine<S, T>, state: S) =>
  (step: keyof T & string): boolean =>
    mayHappen(table, step, state)

/** The state after a step; undefined when it cannot happen, or when it leads into one of several. */
export function stateAfter<S extends string, T extends Steps<S>>(
  table: Machine<S, T>,
  state: S,
  step: keyof T & string,
): S | undefined {
  const { to, into } = stepOf(table, step)
  return mayHappen(table, step, state) && !into ? (to ?? state) : undefined
}

/** States of a record in which a step can happen. */
export function statesBefore<S extends string, T extends Steps<S>>(
  { states, steps }: Machine<S, T>,
  step: keyof T & string,
): S[] {
  return states.filter((state) => steps[step]?.from.includes(state))
}

/** Each way from one state to another, for the diagram. */
export function arrowsOf({ states, steps }: Machine): { from: string; step: string; to: string }[] {
  return Object.entries(steps).flatMap(([step, { from, to, into }]) =>
    ['none', ...states]
      .filter((state) => from.includes(state))
      .flatMap((state) =>
        (into ?? [to ?? state]).map((after) => ({ from: state, step, to: after })),
      ),
  )
}
