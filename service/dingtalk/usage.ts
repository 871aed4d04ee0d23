/**
 * Calls of the month beside what the organisation may make, and what DingTalk refuses to the app: for platform
 * operators.
 */
import { clock } from '../clock.ts'
import { config } from '../config.ts'
import { log } from '../log.ts'
import { knownApis } from './known-limits.ts'
import type { ApiRefusal } from './limit-notes.ts'
import { monthOf, nextMonth } from './months.ts'

/**
 * Tokens, signing in, and people and departments are free; everything else counts towards the month, by DingTalk's
 * list of APIs that are not limited.
 */
const free = /^\/(gettoken$|topapi\/(v2\/)?(user|department)\/|v1\.0\/(oauth2|contact)\/)/

export const countsTowardMonth = (api: string): boolean => !free.test(api)

/** Part of the month's calls from which on the platform is warned and calls are saved. */
const near = 0.8

export interface ApiUsage {
  api: string
  calls: number
  callsBefore: number
  counts: boolean
  /** DingTalk takes no calls of it before. */
  usedUpUntil: Date | undefined
  refusal: ApiRefusal | undefined
}

export interface Usage {
  /** Such as `2026-11`. */
  month: string
  ends: Date
  /** Calls that count. */
  calls: number
  /** Undefined where the organisation may make as many as it likes. */
  budget: number | undefined
  level: 'fine' | 'near' | 'used_up'
  apis: ApiUsage[]
}

function levelOf(calls: number, budget: number | undefined, apis: readonly ApiUsage[]) {
  // DingTalk knows best
  if (apis.some(({ usedUpUntil }) => usedUpUntil)) return 'used_up'
  if (budget === undefined || calls < budget * near) return 'fine'
  return calls < budget ? 'near' : 'used_up'
}

/** How it stands this month, over all instances; the APIs with most calls first. */
export async function usageOfMonth(): Promise<Usage> {
  const now = clock.now()
  const [month, before] = [monthOf(now), monthOf(now, 1)]
  const apis = (await knownApis())
    .map(({ api, months, usedUp, refusal }) => ({
      api,
      calls: months?.[month] ?? 0,
      callsBefore: months?.[before] ?? 0,
      counts: countsTowardMonth(api),
      usedUpUntil: usedUp && usedUp.of === 'month' && usedUp.until > now ? usedUp.until : undefined,
      refusal,
    }))
    .filter(({ calls, callsBefore, refusal }) => calls || callsBefore || refusal)
    .toSorted((one, other) => other.calls - one.calls || (one.api < other.api ? -1 : 1))
  const calls = apis.reduce((sum, one) => sum + (one.counts ? one.calls : 0), 0)
  const budget = config().dingtalk.monthlyCalls ?? undefined
  const level = levelOf(calls, budget, apis)
  return { month, ends: nextMonth(now), calls, budget, level, apis }
}

/** Whether calls that can be saved are to be saved. */
export async function shouldSaveCalls(): Promise<boolean> {
  return (await usageOfMonth()).level !== 'fine'
}

/** What was warned of last, by this process. */
let warned = ''

/** Warns once a month when the calls near their end, and once more at it. */
export async function watchUsage(): Promise<void> {
  const { month, calls, budget, level } = await usageOfMonth()
  const what = `${month} ${level}`
  if (level === 'fine' || warned === what) return
  warned = what
  const words =
    level === 'near'
      ? 'DingTalk calls of the month nearly used up: changes of one card are sent together from now on'
      : 'DingTalk calls of the month used up: messages wait or go by mail until it ends'
  log.warn({ month, calls, budget }, words)
}
