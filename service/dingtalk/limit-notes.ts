/** What is noted of a call when it has ended: that it counts, and whether DingTalk refuses its API to the app. */
import { clock } from '../clock.ts'
import { log } from '../log.ts'
import type { DingTalkError } from './errors.ts'
import { monthOf } from './months.ts'

/** Why DingTalk refuses an API to the app until it is set up: first and last seen. */
export interface ApiRefusal {
  code: string
  since: Date
  at: Date
}

/** Months that are kept beside the present one. */
const keptMonths = 12

/** What an answered call changes in its row, beside its place. */
export function noteOf({ error, reached }: Ended): Record<string, unknown> {
  const now = clock.now()
  const month = `months.${monthOf(now)}`
  const counted = {
    [month]: { $add: [{ $ifNull: [`$${month}`, 0] }, 1] },
    [`months.${monthOf(now, keptMonths + 1)}`]: '$$REMOVE',
  }
  const isRefused = error?.kind === 'denied'
  // a limit or an outage tells nothing of whether it is set up by now
  const isOver = !error || ['other', 'bad_input'].includes(error.kind)
  const refusal = {
    code: { $literal: error?.code },
    since: {
      $cond: [
        { $eq: ['$refusal.code', { $literal: error?.code }] },
        { $ifNull: ['$refusal.since', now] },
        now,
      ],
    },
    at: now,
  }
  return {
    ...(reached ? counted : {}),
    ...(isRefused ? { refusal } : isOver ? { refusal: '$$REMOVE' } : {}),
  }
}

export interface Ended {
  error: DingTalkError | undefined
  /** DingTalk has seen the call. */
  reached: boolean
}

/** Milliseconds between log lines of one process about the same refusal. */
const tellsAgain = 3_600_000
const told = new Map<string, number>()

export function logRefusal(api: string, code: string): void {
  const what = `${api} ${code}`
  if (clock.time() - (told.get(what) ?? -Infinity) < tellsAgain) return
  told.set(what, clock.time())
  log.warn({ api, errorCode: code }, 'DingTalk API refused, not set up: see npm run dingtalk:check')
}
