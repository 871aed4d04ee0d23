/** Events that DingTalk could not post to us: pulled, and taken by the same way as those that came. */
import { describeError, log } from '../log.ts'
import { takeEvent } from './inbound.ts'
import { getOld } from './old-api.ts'
import { patiently } from './retries.ts'
import { withToken } from './tokens.ts'

/** Pulls in one run, each of at most 200 events. */
const atMost = 50

type Row = Record<string, unknown>

/** The event as a post would have brought it; its fields stand under its own name, beside it, or both. */
function eventOf(row: Row): { data: Row; type: string; corpId: string } {
  const type = String(row['call_back_tag'] ?? '')
  const inner = row[type]
  const { event_time: born, corpid, userid, deptid } = row
  const beside = {
    ...(userid === undefined ? {} : { userid }),
    ...(deptid === undefined ? {} : { deptid }),
  }
  const data = inner && typeof inner === 'object' ? { ...(inner as Row) } : beside
  const isDated = Object.keys(data).some((name) => name.toLowerCase() === 'timestamp')
  return {
    data: isDated ? data : { ...data, timeStamp: born },
    type,
    corpId: typeof corpid === 'string' ? corpid : '',
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
    const answer = await patiently(
      () =>
        withToken('old', (token) =>
          getOld('/call_back/get_call_back_failed_result', { access_token: token }),
        ),
      // what an answer that got lost had handed over would not come again; the daily look finds it
      { repeatable: false },
    )
    const rows = Array.isArray(answer['failed_list']) ? (answer['failed_list'] as Row[]) : []
    for (const row of rows) {
      let type = ''
      try {
        const { data, corpId, ...event } = eventOf(row)
        ;({ type } = event)
        if ((await takeEvent(data, { type, corpId })) === 'taken') taken++
      } catch (error) {
        log.error({ type, error: describeError(error) }, 'a missed event could not be taken')
        failure ??= error
      }
    }
    if (rows.length === 0 || answer['has_more'] !== true) break
  }
  if (failure) throw failure
  return taken
}
