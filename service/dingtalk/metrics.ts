/** Counts what goes wrong with DingTalk, and how many Stream connections there are, for `/metrics`. */
import { Counter, Gauge } from 'prom-client'

const errors = new Counter({
  name: 'dingtalk_errors_total',
  help: 'Calls to DingTalk that failed, by API family and code',
  labelNames: ['family', 'code'],
})

const inbound = new Counter({
  name: 'dingtalk_inbound_total',
  help: 'What DingTalk sent, by kind and what became of it',
  labelNames: ['kind', 'outcome'],
})

const connections = new Gauge({
  name: 'dingtalk_stream_connections',
  help: 'Open Stream connections of this process',
})

export type InboundKind = 'event' | 'bot' | 'card'
export type InboundOutcome = 'taken' | 'duplicate' | 'ignored' | 'failed' | 'refused'

export function countError(family: string, code: string): void {
  errors.inc({ family, code })
}

export function countInbound(kind: InboundKind, outcome: InboundOutcome): void {
  inbound.inc({ kind, outcome })
}

export function showConnections(count: number): void {
  connections.set(count)
}
