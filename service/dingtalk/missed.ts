/** Events that DingTalk could not post to us: pulled, and taken by the same way as those that came. */
import { config } from '../config.ts'
import { describeError, log } from '../log.ts'
import { isTrue, listOf, objectOf, textOf, type Answer } from './answers.ts'
import { unpromised } from './errors.ts'
import { takeEvent } from './inbound.ts'
import { getOld } from './old-api.ts'
import { withRetries } from './retries.ts'
import { withToken } from './tokens.ts'

/** Pulls in one run, each of at most 200 events. */
const atMost = 50

/** How often events that were missed may be pulled: as a cron pattern, and the calls of a month that it takes. */
const patterns = [
  { at: '*/10 * * * *', calls: 4_464 },
  { at: '8 * * * *', calls: 744 },
  { at: '8 */6 * * *', calls: 124 },
] as const

/** Part of the calls of a month that may go into looking for what is rarely there. */
const share = 1 / 5

/** When events that were missed are pulled: as often as the calls of a month allow, for each pull is one of them. */
export function pullSchedule(): string {
  const { monthlyCalls } = config().dingtalk
  const most = monthlyCalls === null ? Infinity : monthlyCalls * share
  return (patterns.find(({ calls }) => calls <= most) ?? patterns[2]).at
}

/** Value of the first of the objects that has the field, whatever its capitals. */
function pick(objects: readonly Answer[], name: string): unknown {
  for (const object of objects) {
    const key = Object.keys(object).find((one) => one.toLowerCase() === name)
    if (key !== undefined) return object[key]
  }
  return undefined
}

/** An object, and what stands in its `callbackData`. */
function withInner(value: unknown): Answer[] {
  const outer = objectOf(value)
  if (!outer) return []
  const inner = objectOf(pick([outer], 'callbackdata'))
  return inner ? [inner, outer] : [outer]
}

/**
 * The event as a post would have brought it. Its fields stand under its own name, beside it, inside `callbackData` of
 * either, or in several of them; each may be JSON in text.
 */
function eventOf(row: Answer): { data: Answer; type: string; corpId: string } {
  const beside = withInner(row)
  const named = textOf(pick(beside, 'call_back_tag')) || textOf(pick(beside, 'eventtype'))
  const places = [...withInner(row[named]), ...beside]
  const born = pick(places, 'timestamp') ?? pick(places, 'event_time') ?? pick(places, 'eventtime')
  const fields = ['userid', 'deptid', 'eventid'].map((name) => [name, pick(places, name)] as const)
  return {
    data: Object.fromEntries(
      [...fields, ['timeStamp', born] as const].filter(([, value]) => value !== undefined),
    ),
    type: named,
    corpId: textOf(pick(places, 'corpid')),
  }
}

/**
 * Takes what DingTalk keeps of events that were not answered; it keeps nothing of what it has handed over, so
 * that one which fails here does not hold up the others.
 * @returns how many were new
 * @throws DingTalkError; or an error of the database, after all that could be taken was taken
 */
export async function pullMissedEvents(): Promise<number> {
  let taken = 0
  let failure: unknown
  for (let pull = 0; pull < atMost; pull++) {
    const answer = await withRetries(
      () =>
        withToken('old', (token) =>
          getOld('/call_back/get_call_back_failed_result', { access_token: token }),
        ),
      // what an answer that got lost had handed over would not come again; the daily look finds it
      { repeatable: false },
    )
    const rows = listOf(answer['failed_list'] ?? [])
    if (!rows) throw unpromised('old')
    for (const given of rows) {
      let type = ''
      try {
        const { data, corpId, ...event } = eventOf(objectOf(given) ?? {})
        ;({ type } = event)
        if ((await takeEvent(data, { type, corpId })) === 'taken') taken++
      } catch (error) {
        log.error({ type, error: describeError(error) }, 'missed DingTalk event not processed')
        failure ??= error
      }
    }
    if (rows.length === 0 || !isTrue(answer['has_more'])) break
  }
  if (failure) throw failure
  return taken
}
