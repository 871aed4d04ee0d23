/** What a phone tells of field work, in batches: what was done when, for working time. */
import * as z from 'zod/mini'
import { endpoint, id, named, time } from '../http/contract.ts'

export const activityKinds = [
  'start',
  'photo',
  'scan',
  'submit',
  'task_start',
  'task_photo',
  'task_submit',
] as const
export const activityKind = named('ActivityKind', z.enum(activityKinds))
export type ActivityKind = z.output<typeof activityKind>

/** Entries of one batch. */
export const mostEntries = 200

export const sendActivity = endpoint('PUT /api/v1/activity/:batchId', {
  name: 'sendActivity',
  by: 'associated staff',
  summary:
    'Send what was done in the field and when; a batch that is there already changes nothing',
  params: z.object({ batchId: id }),
  body: z.object({
    /** The phone's clock at sending: how far it is from that of the service corrects all entries. */
    phoneAt: time,
    entries: z
      .array(z.object({ kind: activityKind, at: time }))
      .check(z.minLength(1), z.maxLength(mostEntries)),
  }),
  example: {
    body: {
      phoneAt: '2026-11-30T08:05:00.000Z',
      entries: [{ kind: 'start', at: '2026-11-30T08:00:00.000Z' }],
    },
  },
  answer: z.object({
    taken: z.number(),
    /** In the future of the phone, or too old. */
    dropped: z.number(),
  }),
  kept: true,
  errors: ['same_id_other_content', 'too_many_requests'],
})
