/** How events over HTTP name what is in them: as today, or as older subscriptions still do. */
import type { Knobs } from '../state/shapes/misbehaviour.ts'
import type { PendingEvent } from '../state/shapes/state.ts'

type Born = Pick<PendingEvent, 'eventId' | 'eventType' | 'data' | 'bornAt'>

/** Number of the event within DingTalk: the time and a few digits that the event decides. */
const bizIdOf = ({ eventId, bornAt }: Born) =>
  `${Math.floor(bornAt / 1000)}${[...eventId].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 100_000, 7)}`

/** The message that an envelope holds. */
export function httpEvent(event: Born, corpId: string, names: Knobs['eventNames']) {
  const { eventId, eventType, data, bornAt } = event
  if (names === 'today')
    return {
      EventType: eventType,
      EventTime: bornAt,
      CorpId: corpId,
      BizId: bizIdOf(event),
      eventId,
      ...data,
    }
  const { timeStamp: _own, ...rest } = data
  const capital = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name[0]?.toUpperCase() + name.slice(1), value]),
  )
  // the author of a change in the organisation is named too: no real person here
  return {
    EventType: eventType,
    TimeStamp: String(bornAt),
    CorpId: corpId,
    OptStaffId: 'manager0000',
    ...capital,
  }
}
