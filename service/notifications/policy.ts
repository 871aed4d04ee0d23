/** What may be done to a message, by whom. */
import type { Operator } from '../http/callers.ts'
import { abilities, callersOf, type Policy } from '../http/policy.ts'
import { mayHappen } from '../states/machine.ts'
import { messageMachine } from './rules/states.ts'
import { sendAgain, type Message, type MessageStatus } from './contract.ts'

interface Sent {
  tenant: string
}

export const messagePolicy = {
  send_again: (me, { tenant }) => callersOf(sendAgain)(me, { iso: tenant }),
} satisfies Policy<string, Sent>

export function abilitiesFor(
  me: Operator,
  message: Sent & { status: MessageStatus },
): Message['abilities'] {
  return abilities(me, messagePolicy, message, {
    verbs: ['send_again'],
    when: (verb) => mayHappen(messageMachine, verb, message.status),
  })
}
