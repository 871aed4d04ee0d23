/**
 * How far the outbox is behind, for the operators of the service: read at each scrape, from indexes of open rows only.
 */
import { Gauge } from '@prometheus-io/client'
import { clock } from '../clock.ts'
import { whileDatabaseAnswers } from '../database/outage.ts'
import { isRefusal } from '../errors.ts'
import { Events } from './model.ts'

/** Most rows that are counted: beyond it the number says enough. */
const most = 10_000

/** Sets a gauge to what MongoDB says; without MongoDB the gauge is left out, and the others are still scraped. */
async function collectFor(gauge: Gauge, ask: () => Promise<number>): Promise<void> {
  try {
    gauge.set(await whileDatabaseAnswers(ask))
  } catch (error) {
    if (!isRefusal(error, 'unavailable')) throw error
    gauge.remove()
  }
}

new Gauge({
  name: 'outbox_oldest_due_seconds',
  help: 'Age of the oldest event whose time has come and that has not been delivered',
  collect() {
    return collectFor(this, async () => {
      const oldest = await Events.findOne({ state: 'due', dueAt: { $lte: clock.now() } })
        .sort({ dueAt: 1 })
        .select({ dueAt: 1 })
        .lean()
      return oldest ? (clock.time() - oldest.dueAt.getTime()) / 1000 : 0
    })
  },
})

new Gauge({
  name: 'outbox_failed_events',
  help: `Events on the failed list, at most ${most}`,
  collect() {
    return collectFor(this, () => Events.countDocuments({ state: 'failed' }).limit(most).exec())
  },
})
