/**
 * Contact events on their way in: taken in the order in which they came, those that come close together in one
 * transaction, so that a burst of them costs a few commits and not one each.
 */
import { clock } from '../clock.ts'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { findRows, insertRows } from '../database/rows.ts'
import { transaction } from '../database/transaction.ts'
import { system } from '../http/callers.ts'
import { recordAll } from '../outbox/record.ts'
import { countInbound, type InboundOutcome } from './metrics.ts'
import { Inbox, type InboxRow } from './model.ts'
import type { ContactEvent } from './payloads.ts'
import { toldByDingTalk } from './events.ts'

/** Events in one transaction. */
const maxBatch = 100
/** From so many at once on they are a burst, such as a department moved: nothing else is to wait behind them. */
const burst = 20
/** Whose access must end at once, however many others leave. */
const neverBulk = 'user_leave_org'

interface Waiting {
  id: string
  event: ContactEvent
  settled: PromiseWithResolvers<InboundOutcome>
}

const waiting: Waiting[] = []
let isWorking = false

const inboxId = (id: string) => `event:${id}`

/** One event of ours for each person or department that it is about. */
function ownEvents({ id: eventId, event }: Waiting, isBurst: boolean) {
  const bulk = isBurst && event.type !== neverBulk
  return event.subjects.map(({ kind, id }) => ({
    event: toldByDingTalk(event.type, kind),
    given: {
      tenant: 'platform',
      kind,
      id,
      by: system,
      data: kind === 'dingtalkUser' ? { userId: id, eventId } : { eventId },
      ...(bulk ? { bulk } : {}),
    },
  }))
}

/** Each event once, where it came first. */
function firstsOf(batch: readonly Waiting[]): Waiting[] {
  const seen = new Set<string>()
  return batch.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** Takes those of a batch that are new; says which were. */
async function commit(batch: readonly Waiting[]): Promise<Waiting[]> {
  const firsts = firstsOf(batch)
  return transaction(async () => {
    const ids = firsts.map(({ id }) => inboxId(id))
    const known = await findRows<InboxRow>(Inbox, { _id: { $in: ids } }, { select: { _id: 1 } })
    const seen = new Set(known.map(({ _id }) => _id))
    const fresh = firsts.filter(({ id }) => !seen.has(inboxId(id)))
    const at = clock.now()
    await insertRows<InboxRow>(
      Inbox,
      fresh.map(({ id }) => ({ _id: inboxId(id), at })),
    )
    const subjects = fresh.reduce((sum, { event }) => sum + event.subjects.length, 0)
    await recordAll(fresh.flatMap((one) => ownEvents(one, subjects > burst)))
    return fresh
  })
}

function settle(batch: readonly Waiting[], fresh: ReadonlySet<Waiting>): void {
  for (const one of batch) {
    const outcome = fresh.has(one) ? 'taken' : 'duplicate'
    countInbound('event', outcome)
    one.settled.resolve(outcome)
  }
}

/** Settles all of a batch; never rejects. */
async function takeBatch(batch: readonly Waiting[]): Promise<void> {
  try {
    settle(batch, new Set(await commit(batch)))
  } catch (error) {
    // another instance took one of them at this moment, or one cannot be stored: it must not stand in the way of the others
    const isOfOne = isDuplicateKey(error) || !isDatabaseUnreachable(error)
    if (batch.length > 1 && isOfOne) {
      for (const one of batch) await takeBatch([one])
    } else if (!isDuplicateKey(error)) {
      for (const { settled } of batch) {
        countInbound('event', 'failed')
        settled.reject(error)
      }
    } else settle(batch, new Set())
  }
}

async function work(): Promise<void> {
  isWorking = true
  while (waiting.length) await takeBatch(waiting.splice(0, maxBatch))
  isWorking = false
}

/**
 * Takes an event once, after those that came before it; when this returns, it is committed.
 * @throws an error of the database
 */
export function takeInOrder(id: string, event: ContactEvent): Promise<InboundOutcome> {
  const settled = Promise.withResolvers<InboundOutcome>()
  waiting.push({ id, event, settled })
  if (!isWorking) void work()
  return settled.promise
}
