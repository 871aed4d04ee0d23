/** What the domains have declared: filled by worker.ts before anything is sent, pressed or asked. */
import type { BotCommand } from './command.ts'
import type { MessageType } from './message.ts'
import type { People } from './people.ts'
import type { Verb } from './rules/commands.ts'

interface Declared {
  messages: readonly MessageType[]
  /** In the order in which their answers are given, but for those that come last. */
  commands: readonly BotCommand[]
  people: People
}

let declared: Declared | undefined
let byTemplate: ReadonlyMap<string, MessageType> = new Map()

export function register(all: Declared): void {
  byTemplate = new Map(all.messages.map((one) => [one.template, one]))
  if (byTemplate.size < all.messages.length) throw new Error('two messages of one template')
  declared = all
}

/** Undefined for a message of another release. */
export const messageOf = (template: string): MessageType | undefined => byTemplate.get(template)

/** Messages whose cards are brought up to date together with those of a template. */
export function settledWith(template: string): MessageType[] {
  const handler = messageOf(template)?.settled?.handler
  return handler
    ? [...byTemplate.values()].filter(({ settled }) => settled?.handler === handler)
    : []
}

export function commandsFor(verb: Verb): BotCommand[] {
  const all = (declared?.commands ?? []).filter(({ verbs }) => verbs.includes(verb))
  return [...all.filter(({ comesLast }) => !comesLast), ...all.filter(({ comesLast }) => comesLast)]
}

/** @throws Error when nothing is registered */
export function people(): People {
  if (!declared) throw new Error('register() was not called')
  return declared.people
}
