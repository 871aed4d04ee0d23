/**
 * Prometheus' side of alert rules: reads a service at times that the test says, and waits as long as each rule demands
 * (`for`) before the rule fires.
 */
import { evaluate, secondsOf, type Scrape } from './promql.ts'

export interface Rule {
  alert: string
  expr: string
  for?: string
  labels: { severity: string }
  annotations: { summary: string; description: string }
}

export type AlertState = 'inactive' | 'pending' | 'firing'

export class Alerting {
  readonly #rules: Rule[]
  readonly #read: () => Promise<string>
  readonly #scrapes: Scrape[] = []
  /** Per rule and labels of a sample, since when every scrape had it. */
  #since = new Map<string, { alert: string; at: number }>()
  #now = 0

  /** @param read gives the page of the service's metrics */
  constructor(rules: Rule[], read: () => Promise<string>) {
    this.#rules = rules
    this.#read = read
  }

  /** The next scrape, so many seconds after the last one. */
  async after(seconds: number): Promise<this> {
    this.#now += seconds
    this.#scrapes.push({ at: this.#now, page: await this.#read() })
    const before = this.#since
    this.#since = new Map()
    for (const { alert, expr } of this.#rules) {
      for (const { labels } of evaluate(expr, this.#scrapes)) {
        const key = JSON.stringify([alert, labels])
        this.#since.set(key, before.get(key) ?? { alert, at: this.#now })
      }
    }
    return this
  }

  stateOf(alert: string): AlertState {
    const since = [...this.#since.values()].filter((one) => one.alert === alert)
    if (since.length === 0) return 'inactive'
    const patience = secondsOf(this.#rules.find((rule) => rule.alert === alert)?.for ?? '0s')
    return since.some(({ at }) => this.#now - at >= patience) ? 'firing' : 'pending'
  }
}
