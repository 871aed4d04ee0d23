/** How far the outbox is behind, for those who run the service: asked at each scrape, from indexes of open rows only. */
import { Gauge } from 'prom-client'
import { clock } from '../clock.ts'
import { Events } from './model.ts'

/** Most rows that are counted: beyond it the number says enough. */
const most = 10_000

new Gauge({
  name: 'outbox_oldest_due_seconds',
  help: 'Age of the oldest event whose time has come and that has not been delivered',
  async collect() {
    const oldest = await Events.findOne({ state: 'due', dueAt: { $lte: clock.now() } })
      .sort({ dueAt: 1 })
      .select({ dueAt: 1 })
      .lean()
    this.set(oldest ? (clock.time() - oldest.dueAt.getTime()) / 1000 : 0)
  },
})

new Gauge({
  name: 'outbox_failed_events',
  help: `Events on the failed list, at most ${most}`,
  async collect() {
    this.set(await Events.countDocuments({ state: 'failed' }).limit(most))
  },
})
