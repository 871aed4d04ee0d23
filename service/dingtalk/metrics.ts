/** Counts what goes wrong with DingTalk, and how many Stream connections there are, for `/metrics`. */
import { Counter, Gauge } from '@prometheus-io/client'
import type { Kind } from './error-codes.ts'

const errors = new Counter({
  name: 'dingtalk_errors_total',
  help: 'Calls to DingTalk that failed, by API family and code',
  labelNames: ['family', 'code'],
})

const calls = new Counter({
  name: 'dingtalk_calls_total',
  help: 'Calls to DingTalk that keep to a limit, by API and what became of them: ok, or the class of error',
  labelNames: ['api', 'outcome'],
})

const inbound = new Counter({
  name: 'dingtalk_inbound_total',
  help: 'What DingTalk sent, by kind and what became of it',
  labelNames: ['kind', 'outcome'],
})

const connections = new Gauge({
  name: 'dingtalk_stream_connections',
  help: 'Open Stream connections of this process; left out where it keeps none',
})
// 0 would mean that one is missing, in a process that is not to have any
connections.remove()

const hiddenNumbers = new Counter({
  name: 'dingtalk_hidden_numbers_total',
  help: 'Members looked at whose phone number the app may not see: it lacks the permission fieldMobile',
})

export type InboundKind = 'event' | 'bot' | 'card'
export type InboundOutcome = 'taken' | 'duplicate' | 'ignored' | 'failed' | 'refused'

export function countError(family: string, code: string): void {
  errors.inc({ family, code })
}

export function countCall(api: string, outcome: 'ok' | Kind): void {
  calls.inc({ api, outcome })
}

export function countInbound(kind: InboundKind, outcome: InboundOutcome): void {
  inbound.inc({ kind, outcome })
}

export function showConnections(count: number): void {
  connections.set(count)
}

export function countHiddenNumber(): void {
  hiddenNumbers.inc()
}
