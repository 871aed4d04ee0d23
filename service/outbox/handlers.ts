/** Which handlers react to which events: filled by `worker.ts`, read by the relay. */
import { clock } from '../clock.ts'
import type { EventRow } from './model.ts'
import type { PauseBounds } from './rules.ts'

/** Reacts to an event; may run twice, so it must be able to. */
export type Handler = (event: EventRow) => Promise<void>

/** What a domain's `handlers.ts` exports: event type → handlers by name. */
export type Reactions = Record<string, Record<string, Handler>>

/** Thrown by a handler when trying again cannot help: the row goes to the failed list at once. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Thrown by a handler that knows to try again, such as after a rate limit; does not count as a failure. */
export class Later extends Error {
  override readonly name = 'Later'
  /** Undefined where nobody knows how long it takes: then the pause grows with the age of the event. */
  readonly milliseconds: number | undefined
  /** Age of the event, in milliseconds, from which on it does count: what was to be short has become a fault. */
  readonly patience: number
  /** Of the pause that grows, in milliseconds. */
  readonly pauses: PauseBounds | undefined
  constructor(
    milliseconds?: number,
    {
      patience = Infinity,
      pauses,
      cause,
    }: { patience?: number; pauses?: PauseBounds; cause?: unknown } = {},
  ) {
    super('later', { cause })
    this.milliseconds = milliseconds
    this.patience = patience
    this.pauses = pauses
  }
}

/** Whether an error is a later try and no failure (yet). */
export function isPatient(error: unknown, event: Pick<EventRow, 'at'>): error is Later {
  return error instanceof Later && clock.time() - event.at.getTime() < error.patience
}

/** Joins the reactions of all domains; two handlers of one name for one event are a mistake. */
export function joinReactions(all: Reactions[]): Reactions {
  const joined: Reactions = {}
  for (const reactions of all) {
    for (const [type, handlers] of Object.entries(reactions)) {
      const there = (joined[type] ??= {})
      for (const [name, handler] of Object.entries(handlers)) {
        if (there[name]) throw new Error(`two handlers ${name} for ${type}`)
        there[name] = handler
      }
    }
  }
  return joined
}
