/** What people are told: which things changed on their screens, what the bot has sent, and what they want to hear. */
import * as z from 'zod/mini'
import { binary, endpoint, named, pageOf, pageQuery, sessionKind, time } from '../http/contract.ts'
import { line } from '../text/contract.ts'
import { isTimeZone } from './shared.ts'

/** One message of the stream; `data` of the server-sent event `change`. */
export const change = z.object({
  /** `staffMember`, `submission`, `task`, `draft`, `workspace`; or `everything` after a gap. */
  kind: z.string(),
  id: z.string(),
})

export const changes = endpoint('GET /api/v1/changes', {
  name: 'changes',
  by: 'signed in',
  summary:
    'Stream changes as server-sent events, with ids only; load the records that are shown again',
  query: z.object({ as: sessionKind }),
  answer: binary,
  media: {
    'text/event-stream': {
      example:
        'event: change\ndata: {"kind":"staffMember","id":"0198c0de-0000-7000-8000-000000000000"}\n\n',
    },
  },
})

/** What a person may do without. */
export const switchable = [
  'requests',
  'imports',
  'results',
  'tasks',
  'test_accounts',
  'digest',
] as const
const switchableKind = named('SwitchableMessageKind', z.enum(switchable))
export type SwitchableKind = z.output<typeof switchableKind>

/** What a message is about. */
export const messageKinds = [...switchable, 'association', 'answers', 'security'] as const
export const messageKind = named('MessageKind', z.enum(messageKinds))
export type MessageKind = z.output<typeof messageKind>

/**
 * - `waiting` for the end of quiet hours, or of DingTalk's limits
 * - `sending` as soon as it is its turn
 * - `checking`: handed over, and DingTalk has not said yet whether the person has it
 * - `not_wanted`: switched off by the person
 * - `not_needed`: settled before it was sent
 * - `suspended`: the ISO was suspended when it would have been sent
 */
export const messageStatuses = [
  'waiting',
  'sending',
  'checking',
  'sent',
  'read',
  'failed',
  'not_wanted',
  'not_needed',
  'suspended',
] as const
export const messageStatus = named('MessageStatus', z.enum(messageStatuses))
export type MessageStatus = z.output<typeof messageStatus>

export const ways = ['card', 'robot', 'work_notification', 'mail'] as const
const way = named('MessageWay', z.enum(ways))
export type Way = z.output<typeof way>

/** `handed_over`: taken by DingTalk without saying whether it arrives; `held` back for its limits. */
const wayOutcome = z.enum(['sent', 'handed_over', 'held', 'failed'])
export type WayOutcome = z.output<typeof wayOutcome>

export const message = named(
  'Message',
  z.object({
    id: z.string(),
    /** Which card or text it is, such as `association_request`. */
    template: z.string(),
    kind: messageKind,
    recipient: z.object({ kind: z.enum(['staff', 'operator']), name: z.string() }),
    /** Name of the ISO; null for what belongs to the platform. */
    iso: z.nullable(z.string()),
    status: messageStatus,
    createdAt: time,
    updatedAt: time,
    /** Until when it waits. */
    waitsUntil: z.nullable(time),
    /** Ways tried, oldest first. */
    ways: z.array(
      z.object({
        way,
        at: time,
        outcome: wayOutcome,
        /** A code of DingTalk or ours, such as `not_in_organisation`. */
        reason: z.nullable(z.string()),
      }),
    ),
    abilities: z.array(z.enum(['send_again'])),
  }),
)
export type Message = z.output<typeof message>

export const listMessages = endpoint('GET /api/v1/messages', {
  name: 'listMessages',
  by: 'operator',
  may: 'messages.view',
  summary:
    'List the messages of the bot with recipients and results, newest first; a search by name is sorted by name',
  query: z.object({
    ...pageQuery,
    status: z.optional(messageStatus),
    kind: z.optional(messageKind),
    /** Beginning of the recipient's name. */
    search: z.optional(line(80, 0)),
  }),
  answer: pageOf(message),
  errors: ['bad_cursor'],
})

export const where = z.enum(['dingtalk', 'email'])
export type Where = z.output<typeof where>

const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** `22:00` to `07:00`; over midnight where the end is before the beginning. */
export const quietHours = z.object({ from: timeOfDay, to: timeOfDay })
export type QuietHours = z.output<typeof quietHours>

export const preferences = named(
  'MessagePreferences',
  z.object({
    /** Kinds that this person can get, and whether they do. */
    kinds: z.array(z.object({ kind: switchableKind, on: z.boolean() })),
    where,
    /** Whether an e-mail address is known. */
    mayChooseEmail: z.boolean(),
    quiet: z.nullable(quietHours),
    /** IANA name; null: the business time zone. */
    timeZone: z.nullable(z.string()),
    businessTimeZone: z.string(),
  }),
)
export type Preferences = z.output<typeof preferences>

/** IANA name, such as `Asia/Singapore`. */
export const timeZone = z
  .string()
  .check(z.maxLength(60), z.refine(isTimeZone, 'must be an IANA time zone'))

/** What is left out stays as it is. */
const preferencesChange = z.object({
  kinds: z.optional(
    z.array(z.object({ kind: messageKind, on: z.boolean() })).check(z.maxLength(20)),
  ),
  where: z.optional(where),
  quiet: z.optional(z.nullable(quietHours)),
  timeZone: z.optional(z.nullable(timeZone)),
})
export type PreferencesChange = z.output<typeof preferencesChange>

export const staffPreferences = endpoint('GET /api/v1/me/staff/preferences', {
  name: 'staffPreferences',
  by: 'staff',
  summary: 'Get which messages of the bot I receive, and when',
  answer: preferences,
})

export const setStaffPreferences = endpoint('PATCH /api/v1/me/staff/preferences', {
  name: 'setStaffPreferences',
  by: 'staff',
  summary: 'Choose which messages of the bot I receive, and when',
  body: preferencesChange,
  example: { body: { where: 'dingtalk' } },
  answer: preferences,
  errors: ['always_told', 'no_email'],
})

export const operatorPreferences = endpoint('GET /api/v1/me/operator/preferences', {
  name: 'operatorPreferences',
  by: 'operator',
  summary: 'Get which messages of the bot I receive, where and when',
  answer: preferences,
})

export const setOperatorPreferences = endpoint('PATCH /api/v1/me/operator/preferences', {
  name: 'setOperatorPreferences',
  by: 'operator',
  summary: 'Choose which messages of the bot I receive, where and when',
  body: preferencesChange,
  example: { body: { where: 'dingtalk' } },
  answer: preferences,
  errors: ['always_told', 'no_email'],
})

export const sendAgain = endpoint('POST /api/v1/messages/:messageId/send-again', {
  name: 'sendAgain',
  by: 'operator',
  may: { all: ['messages.view', 'messages.send'] },
  summary: 'Send a message that was not delivered again, in all ways',
  params: z.object({ messageId: z.string().check(z.regex(/^pw-[\w-]{1,60}$/)) }),
  answer: message,
  errors: ['not_found', 'wrong_state'],
})
