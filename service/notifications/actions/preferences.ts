/** What people want to hear, where and when: kept as a person's, not as a company's. */
import * as z from 'zod/mini'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { refuse } from '../../errors.ts'
import type { Operator, Staff } from '../../http/callers.ts'
import { log } from '../../log.ts'
import {
  quietHours,
  where,
  type MessageKind,
  type PreferencesChange,
  type SwitchableKind,
  type Where,
  timeZone,
} from '../contract.ts'
import { MessagePreferences, type StoredPreferences } from '../model.ts'
import { ignoresQuietHours, kindsFor, maySwitchOff } from '../rules/kinds.ts'
import { quietUntil } from '../rules/quiet.ts'

/** Until the person chooses: everything, in DingTalk, at any hour, as a person who waits for a result wants it. */
const standard = { off: [], where: 'dingtalk', quiet: null, timeZone: null } as const

export const defaultPreferences = (): Chosen => ({ ...standard, off: [] })

type Chosen = Pick<StoredPreferences, 'off' | 'where' | 'quiet' | 'timeZone'>

interface Addressed {
  account?: string | undefined
  dingtalkUserId?: string | undefined
}

/** An operator has one set in mail and DingTalk; staff is known by DingTalk alone. */
function keyOf({ account, dingtalkUserId }: Addressed): string {
  return account ? `operator:${account}` : `staff:${dingtalkUserId}`
}

const addressOf = (me: Staff | Operator): Addressed =>
  me.kind === 'operator' ? { account: me.accountId } : { dingtalkUserId: me.dingtalkUserId }

const readable = {
  off: z.array(z.string()),
  where,
  quiet: z.nullable(quietHours),
  timeZone: z.nullable(timeZone),
} as const

/**
 * What was stored by an older release, or by hand, may be nothing that can be acted on. Then that one wish counts as
 * not chosen, so that it does not harm the other people who are told something in the same call.
 */
function wishesIn(row: StoredPreferences): Chosen {
  const stored: Record<string, unknown> = { ...row }
  const wishes: Record<string, unknown> = defaultPreferences()
  const bad: string[] = []
  for (const [name, schema] of Object.entries(readable)) {
    const value = stored[name]
    if (value === undefined) continue
    if (z.safeParse(schema, value).success) wishes[name] = value
    else bad.push(name)
  }
  if (bad.length) {
    log.warn({ preferences: row._id, fields: bad }, 'stored preferences that cannot be read')
  }
  return wishes as unknown as Chosen
}

/** What each of them has chosen, in their order. */
export async function preferencesOf(people: readonly Addressed[]): Promise<Chosen[]> {
  const rows = await MessagePreferences.find({ _id: { $in: people.map(keyOf) } }).lean()
  const byKey = new Map(rows.map((row) => [row._id, wishesIn(row)]))
  return people.map((person) => byKey.get(keyOf(person)) ?? defaultPreferences())
}

export async function myPreferences(me: Staff | Operator): Promise<Chosen> {
  const [mine] = await preferencesOf([addressOf(me)])
  return mine ?? defaultPreferences()
}

/** Kinds to switch off and on. @throws Refusal `always_told`, `bad_input` */
function switched(me: Staff | Operator, given: PreferencesChange['kinds'] = []) {
  const off: SwitchableKind[] = []
  const on: SwitchableKind[] = []
  for (const [index, { kind, on: isOn }] of given.entries()) {
    const field = `kinds.${index}.kind`
    if (!maySwitchOff(kind)) {
      if (!isOn) refuse('always_told', { field })
    } else if (!kindsFor(me.kind).includes(kind)) {
      refuse('bad_input', { fields: [{ field, rule: 'is a kind that you never get' }] })
    } else (isOn ? on : off).push(kind)
  }
  return { off, on }
}

/**
 * Changes only what is given, so that two changes at one moment both hold.
 * @throws Refusal `always_told`, `no_email`, `bad_input`
 */
export async function changePreferences(
  me: Staff | Operator,
  given: PreferencesChange,
): Promise<Chosen> {
  const { off, on } = switched(me, given.kinds)
  const { where, quiet, timeZone } = given
  if (where === 'email' && me.kind !== 'operator') refuse('no_email', { field: 'where' })
  const set = {
    ...(where === undefined ? {} : { where }),
    ...(quiet === undefined ? {} : { quiet }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
  const { off: _, ...rest } = standard
  const first = Object.fromEntries(Object.entries(rest).filter(([field]) => !(field in set)))
  const _id = keyOf(addressOf(me))
  await MessagePreferences.updateOne(
    { _id },
    {
      $set: { ...set, updatedAt: clock.now() },
      $addToSet: { off: { $each: off } },
      $setOnInsert: first,
    },
    { upsert: true },
  )
  if (on.length) await MessagePreferences.updateOne({ _id }, { $pull: { off: { $in: on } } })
  return myPreferences(me)
}

/** What a kind of message may do to a person at this moment. */
export interface DeliveryRule {
  isOff: boolean
  where: Where
  /** End of the quiet hours that hold now. */
  quietUntil?: Date | undefined
}

export function deliveryRuleOf(
  { off, where, quiet, timeZone }: Chosen,
  kind: MessageKind,
  now: Date,
): DeliveryRule {
  const zone = timeZone ?? config().businessTimeZone
  return {
    isOff: maySwitchOff(kind) && off.includes(kind),
    where,
    quietUntil: quiet && !ignoresQuietHours(kind) ? quietUntil(now, quiet, zone) : undefined,
  }
}
