/** Which handlers react to which events: filled by `worker.ts`, read by the relay. */
import { clock } from '../clock.ts'
import type { EventOf, EventType } from './event.ts'
import type { EventRow } from './model.ts'
import type { PauseBounds } from './rules.ts'

/** Reacts to an event; may run twice, so it must be able to. */
export type Handler = (event: EventRow) => Promise<void>

/** Event type → handlers by name. */
export type Reactions = Record<string, Record<string, Handler>>

type HandlersOf<E extends EventType> = Record<string, (event: EventOf<E>) => Promise<void>>

/** The handler as the relay calls it: with data that are checked against the declaration. */
function checked<E extends EventType>(event: E, handler: HandlersOf<E>[string]): Handler {
  return (row) => {
    const data = event.data.safeParse(row.data)
    if (!data.success) throw new GiveUp('event_damaged')
    return handler({ ...row, data: data.data } as EventOf<E>)
  }
}

/** `on(taskSubmitted, { photosUsed })`: the handlers of an event, or the same of several. */
export function on<E extends EventType>(
  events: E | readonly E[],
  handlers: HandlersOf<E>,
): Reactions {
  const reactions: Reactions = {}
  for (const event of Array.isArray(events) ? (events as readonly E[]) : [events as E]) {
    if (event.auditOnly) throw new Error(`${event.type} is for the audit log only`)
    const named = Object.entries(handlers).map(([name, one]) => [name, checked(event, one)])
    reactions[event.type] = Object.fromEntries(named) as Record<string, Handler>
  }
  return reactions
}

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
  /** Undefined where the time needed is unknown: then the pause grows with the age of the event. */
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
export function isPostponed(error: unknown, event: Pick<EventRow, 'at'>): error is Later {
  return error instanceof Later && clock.time() - event.at.getTime() < error.patience
}

/** Joins the reactions that each domain's `handlers.ts` exports; two handlers of one name for one event are a mistake. */
export function joinReactions(all: readonly Reactions[]): Reactions {
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
