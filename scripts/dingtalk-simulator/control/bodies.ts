/** What the control API takes, and small helpers of its routes. */
import type { Context } from 'koa'
import { z } from 'zod'
import { misbehaviourKinds } from '../misbehaviour.ts'

export const text = z.string().min(1).max(10_000)
const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).default(15),
})
export const devicePatch = z.strictObject({
  online: z.boolean().optional(),
  language: z.string().min(2).max(35).optional(),
  place: place.nullable().optional(),
  scanNext: z.string().nullable().optional(),
  cameraNext: z.string().nullable().optional(),
  pageCamera: z.boolean().optional(),
  olderClient: z.boolean().optional(),
  account: text.optional(),
  alsoIn: z.array(text).optional(),
  installed: z.boolean().optional(),
  identity: z.enum(['alipayPartner', 'merchant', 'other']).optional(),
})
export const person = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: text,
  phone: z.string().regex(/^\+\d{6,15}$/),
  language: z.string().min(2).max(35).default('en'),
  device: z.enum(['phone', 'desktop']).default('phone'),
})
export const group = z.strictObject({ title: text, people: z.array(text).min(1) })
/** The content of a message to the robot, with where and as whom it is written. */
const circumstances = { unionIdOnly: z.boolean().optional(), group: text.optional() }
export const message = z.union([
  z.strictObject({ ...circumstances, text }),
  z.strictObject({
    ...circumstances,
    richText: z
      .array(z.union([z.strictObject({ text }), z.strictObject({ picture: z.literal(true) })]))
      .min(1),
  }),
  z.strictObject({
    ...circumstances,
    audio: z.strictObject({
      durationMs: z.int().min(1).default(4000),
      /** DingTalk says `pending` before it has listened. */
      recognition: text.default('pending'),
    }),
  }),
  z.strictObject({ ...circumstances, picture: z.literal(true) }),
  z.strictObject({ ...circumstances, file: text }),
])
export const renumbering = z.strictObject({ phone: z.string().regex(/^\+\d{6,15}$/) })
export const joining = z.strictObject({ department: z.int().default(1) })
export const rule = z.strictObject({
  id: z.string().min(1).optional(),
  where: text,
  what: z.enum(misbehaviourKinds),
  value: z.union([z.number(), z.string()]).optional(),
  times: z.int().min(1).optional(),
  message: z.string().optional(),
  for: z.strictObject({ mobile: z.string().optional() }).optional(),
})
export const customRobots = z.array(
  z.strictObject({
    token: text,
    title: text.default('Custom robot'),
    keywords: z.array(text).max(10).optional(),
    secret: text.optional(),
    addresses: z.array(text).optional(),
    isStopped: z.boolean().optional(),
  }),
)
export const event = z.strictObject({
  eventType: text,
  data: z.record(z.string(), z.unknown()).default({}),
  eventId: text.optional(),
  times: z.int().min(1).max(100).default(1),
})
export const addressCheck = z.strictObject({
  eventType: z
    .string()
    .regex(/^check_\w+$/)
    .default('check_url'),
  owner: z.enum(['app', 'corp']).default('app'),
})
export const knobs = z
  .strictObject({
    tokenSeconds: z.int().min(1),
    callsPerSecond: z.int().min(1),
    callsPerMinute: z.int().min(0).nullable(),
    callsPerSecondOfAll: z.int().min(0).nullable(),
    callsPerMonth: z.int().min(0).nullable(),
    callsPerAddress: z.int().min(0),
    banSeconds: z.int().min(1),
    banAnswer: z.enum(['html', 'deny']),
    messagesPerDay: z.int().min(0),
    egressAddresses: z.array(text),
    missingScopes: z.array(text),
    clockSkewSeconds: z.int(),
    redeliverMs: z.int().min(10),
    callbackTimeoutMs: z.int().min(10),
    cardTimeoutMs: z.int().min(10),
    robotTimeoutMs: z.int().min(10),
    cardFrames: z.enum(['usual', 'beside', 'bound']),
    eventNames: z.enum(['today', 'older']),
    eventOwner: z.enum(['app', 'corp']),
    pingMs: z.int().min(100),
    authCodeSeconds: z.int().min(1),
    consentNeeded: z.boolean(),
    joinLinksOff: z.boolean(),
    identityField: text.nullable(),
    isAbroad: z.boolean(),
    documentedTexts: z.boolean(),
    streamOverTls: z.boolean(),
  })
  .partial()

/** What was asked for is not there. */
export class NotFound extends Error {
  override name = 'NotFound'
}

export const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new NotFound()
  return value
}

/** Drops the keys whose value is undefined, which Zod leaves in. */
export const given = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** By which the reader reaches this machine. */
export const hostnameOf = (ctx: Context) => ctx.host.replace(/:\d+$/, '')
