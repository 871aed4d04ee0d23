/** How an event is declared: once, in the `events.ts` of its domain; `record` and handlers take their types from it. */
import * as z from 'zod/mini'
import type { EventRow } from './model.ts'

type Schema = z.ZodMiniType<Record<string, unknown>>

export interface EventType<About extends string = string, D extends Schema = Schema> {
  /** Domain and what happened, as it is stored: `staff.approved`. */
  readonly type: string
  /** Kinds of records that it can be about: those of its subject. */
  readonly about: readonly About[]
  /** Ids and states only: no secrets, no personal data. */
  readonly data: D
  /** Kinds of records whose screens it changes. */
  readonly concerns: readonly string[]
  /** Kept for the audit log and told to screens; no handler reacts to it. */
  readonly auditOnly: boolean
}

interface Declaration<About, D> {
  about: About | readonly About[]
  data?: D
  /** What it is about, if not given. */
  concerns?: readonly string[]
  auditOnly?: boolean
}

/** Declares an event: `event('inspections.submitted', { about: 'task', data: z.object({ … }) })`. */
export function event<const About extends string, D extends Schema = z.ZodMiniObject<{}>>(
  type: string,
  { about: given, data, concerns, auditOnly = false }: Declaration<About, D>,
): EventType<About, D> {
  const about = typeof given === 'string' ? [given] : (given as readonly About[])
  return {
    type,
    about,
    data: data ?? (z.object({}) as unknown as D),
    concerns: concerns ?? about,
    auditOnly,
  }
}

export type DataOf<E extends EventType> = z.output<E['data']>

/** A recorded event with the data of its declaration. */
export type EventOf<E extends EventType> = Omit<EventRow, 'data'> & { data: DataOf<E> }
