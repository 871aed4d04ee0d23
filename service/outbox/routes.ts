/** The failed list for platform operators. */
import { viewRows } from '../http/damaged.ts'
import { clock } from '../clock.ts'
import { keysetPage } from '../database/keyset-page.ts'
import { transaction } from '../database/transaction.ts'
import { refuse } from '../errors.ts'
import { actorOf, type Operator } from '../http/callers.ts'
import { within } from '../http/scope.ts'
import { serve, type Route } from '../http/serve.ts'
import * as contract from './contract.ts'
import { Events, type EventRow } from './model.ts'
import { record } from './record.ts'
import { deliveryRetried } from './events.ts'

function viewFailedEvent({ _id, type, subject, at, attempts, failure }: EventRow) {
  return {
    id: _id,
    type,
    subject: { kind: subject.kind, id: subject.id },
    at: at.toISOString(),
    attempts,
    failure: failure
      ? { ...failure, code: failure.code ?? null, at: failure.at.toISOString() }
      : null,
  } satisfies contract.FailedEvent
}

async function retry(eventId: string, me: Operator): Promise<void> {
  await transaction(async () => {
    const row = await Events.findOneAndUpdate(
      { _id: eventId, ...within(me.scope, 'tenant'), state: 'failed' },
      {
        $set: { state: 'due', dueAt: clock.now(), attempts: 0 },
        $unset: { failure: 1, givenUp: 1 },
      },
    ).lean()
    if (!row) {
      const there = await Events.exists({ _id: eventId, ...within(me.scope, 'tenant') })
      refuse(there ? 'wrong_state' : 'not_found')
    }
    await record(deliveryRetried, {
      tenant: row.tenant,
      id: eventId,
      by: actorOf(me),
      data: { type: row.type },
    })
  })
}

export const outboxRoutes: Route[] = [
  serve(contract.listFailedEvents, async ({ me, query }) => {
    const { items, next } = await keysetPage<EventRow>(
      Events,
      { ...within(me.scope, 'tenant'), state: 'failed' },
      {
        sort: [
          ['at', -1],
          ['_id', -1],
        ],
        limit: query.limit,
        after: query.after,
      },
    )
    return { items: viewRows('events', items, viewFailedEvent), next }
  }),

  serve(contract.retryFailedEvent, async ({ me, params }) => {
    await retry(params.eventId, me)
    return {}
  }),
]
