/**
 * Long jobs: work on many items that takes minutes to days. The event that starts or resumes a job carries it: the
 * outbox leaves that event to one instance at a time, and to another when that one has crashed.
 */
import type { EventType } from '../outbox/event.ts'

/** What is stored of any job, beside what it is about. What has become of its items is its progress. */
export interface Job {
  _id: string
  /** The ISO for which it runs. */
  iso: string
  endedAt?: Date
  /** What its items wait for outside, at the last look; at most about a hundred. */
  onTheWay: string[]
  /** The outside takes no more until then. */
  restsUntil?: Date
  rests: number
}

/** Fields of the schema. */
export const jobFields = {
  endedAt: Date,
  onTheWay: { type: [String], default: [] },
  restsUntil: Date,
  rests: { type: Number, default: 0 },
}

/** A job that has not begun. */
export const newJob = () => ({ onTheWay: [], rests: 0 })

/** Steps that all jobs have; how a job begins is its own. Each kind has events of its own, to be told apart. */
export const jobSteps = <E extends EventType>(
  events: Record<'paused' | 'stuck' | 'resumed' | 'cancelled' | 'finished', E>,
) =>
  ({
    pause: { from: ['running'], to: 'paused', event: events.paused },
    /** Automatic: the outside has taken nothing for days. */
    stick: { from: ['running'], to: 'paused', event: events.stuck },
    resume: { from: ['paused'], to: 'running', event: events.resumed },
    cancel: { from: ['running', 'paused'], to: 'cancelled', event: events.cancelled },
    finish: { from: ['running'], to: 'finished', event: events.finished },
  }) as const
