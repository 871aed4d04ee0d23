/** Verification tasks: one document is one inspection of one store, with what stands there and what was found. */
import mongoose from 'mongoose'
import type { Place } from '../http/contract.ts'
import type { KnownPhoto } from '../photos/model.ts'
import type { Finding } from './contract/answers.ts'
import type { Task, TaskStatus } from './contract/task.ts'

/** A spot as it was when the task was made. */
export interface TaskSpot {
  id: string
  kind: string
  note: string
  codes: string[]
  before: KnownPhoto | null
}

export interface StoredAnswers {
  /** Made by the phone: the same sent again is recognised by it. */
  id: string
  /** Of what was sent. */
  hash: string
  at: Date
  spots: { spot: string; finding: Finding; note: string; photo: KnownPhoto }[]
  feedback: string
}

export interface StoredTask {
  /** Made by the console. */
  _id: string
  iso: string
  /** As it was when the task was made. */
  store: {
    id: string
    name: string
    category: string
    address: string
    place: Place | null
    /** Of the storefront. */
    photo: string
  }
  /** Of the store: null where it is not known; an earlier release wrote none. */
  region?: string | null
  /** At most 200. */
  spots: TaskSpot[]
  /** Ids of the staff members of these spots; tasks of an earlier release have none. */
  deployedBy?: string[]
  status: TaskStatus
  since: Date
  /** Neither accepted nor expired. */
  open: boolean
  deadline: Date
  /** The holder, and since when; each assignment has its own id. */
  assignment?: { id: string; staff: string; name: string; at: Date }
  /** What was sent in last. */
  answers?: StoredAnswers
  /** Ids of answers that were sent in before those. */
  earlierAnswers: string[]
  returnReason: string
  timeline: { at: Date; what: Task['timeline'][number]['what']; by: string; note: string }[]
  /** When the words of its answers were removed: it was closed long ago, or its person is erased. */
  wordsGoneAt?: Date
  createdAt: Date
}

const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<StoredTask>(
  {
    _id: String,
    iso: { type: String, required: true },
    store: { type: Mixed, required: true },
    region: String,
    spots: { type: [Mixed], required: true },
    deployedBy: { type: [String], default: undefined },
    status: { type: String, required: true },
    since: { type: Date, required: true },
    open: { type: Boolean, required: true },
    deadline: { type: Date, required: true },
    assignment: Mixed,
    answers: Mixed,
    earlierAnswers: { type: [String], required: true },
    returnReason: { type: String, default: '' },
    timeline: { type: [Mixed], required: true },
    wordsGoneAt: Date,
    createdAt: { type: Date, required: true },
  } as never,
  { versionKey: false, minimize: false },
)
// one open task a store
schema.index(
  { iso: 1, 'store.id': 1 },
  { unique: true, partialFilterExpression: { open: true }, name: 'one_open_task_a_store' },
)
// a person's open tasks, by deadline; the earlier ones, for the ISO, newest first
schema.index({ iso: 1, 'assignment.staff': 1, open: 1, deadline: 1, _id: 1 })
schema.index({ iso: 1, 'assignment.staff': 1, createdAt: -1, _id: -1 })
schema.index({ iso: 1, 'assignment.staff': 1, status: 1, createdAt: -1, _id: -1 })
// the platform's list, newest first: all, of a state, of an ISO, of both
schema.index({ createdAt: -1, _id: -1 })
schema.index({ status: 1, createdAt: -1, _id: -1 })
schema.index({ iso: 1, createdAt: -1, _id: -1 })
schema.index({ iso: 1, status: 1, createdAt: -1, _id: -1 })
// closed ones whose words are still there, the oldest first
schema.index(
  { wordsGoneAt: 1, since: 1 },
  { partialFilterExpression: { open: false, answers: { $exists: true } } },
)
// whose time is over
schema.index({ status: 1, deadline: 1 })

/** Shard key: iso, so that one index holds one open task for a store. */
export const Tasks = mongoose.model<StoredTask>('Task', schema, 'tasks')
