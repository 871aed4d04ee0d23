/** What the domains have declared: filled by worker.ts before anything is sent, pressed or asked. */
import type { MessageType } from './message.ts'

let messages: ReadonlyMap<string, MessageType> = new Map()

export function register(declared: { messages: readonly MessageType[] }): void {
  const byTemplate = new Map(declared.messages.map((one) => [one.template, one]))
  if (byTemplate.size < declared.messages.length) throw new Error('two messages of one template')
  messages = byTemplate
}

/** Undefined for a message of another release. */
export const messageOf = (template: string): MessageType | undefined => messages.get(template)

/** Messages whose cards are brought up to date together with those of a template. */
export function settledWith(template: string): MessageType[] {
  const handler = messageOf(template)?.settled?.handler
  return handler ? [...messages.values()].filter(({ settled }) => settled?.handler === handler) : []
}
