/** Calls of the month and APIs that DingTalk refuses, for `/metrics`: of all instances, read at each scrape. */
import { Gauge } from '@prometheus-io/client'
import { config } from '../config.ts'
import { whileDatabaseAnswers } from '../database/outage.ts'
import { isRefusal } from '../errors.ts'
import { countsTowardMonth, usageOfMonth, type Usage } from './usage.ts'

/** Without MongoDB the gauge is left out, and the others are still scraped. */
async function collectFor<L extends string>(
  gauge: Gauge<L>,
  set: (usage: Usage) => void,
): Promise<void> {
  gauge.reset()
  try {
    set(await whileDatabaseAnswers(usageOfMonth))
  } catch (error) {
    if (!isRefusal(error, 'unavailable')) throw error
  }
}

new Gauge({
  name: 'dingtalk_month_calls',
  help: 'Calls to DingTalk this month (its month, Beijing time) of all instances, by API and whether they count towards the limit',
  labelNames: ['api', 'counts'],
  collect() {
    return collectFor(this, ({ apis }) => {
      for (const { api, calls } of apis) {
        this.set({ api, counts: countsTowardMonth(api) ? 'yes' : 'no' }, calls)
      }
    })
  },
})

new Gauge({
  name: 'dingtalk_month_budget',
  help: 'Calls that DingTalk takes of the organisation in a month (DINGTALK_MONTHLY_CALLS); left out when unlimited',
  collect() {
    this.reset()
    const { monthlyCalls } = config().dingtalk
    if (monthlyCalls === null) this.remove()
    else this.set(monthlyCalls)
  },
})

new Gauge({
  name: 'dingtalk_refused_apis',
  help: 'APIs that DingTalk refuses to the app because something is not set up, by API and code',
  labelNames: ['api', 'code'],
  collect() {
    return collectFor(this, ({ apis }) => {
      for (const { api, refusal } of apis) {
        if (refusal) this.set({ api, code: refusal.code }, 1)
      }
    })
  },
})
