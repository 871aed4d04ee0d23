/** How an answer to a command of the bot is declared, in the `messages.ts` of its domain. */
import type { Operator } from '../http/callers.ts'
import type { Endpoint } from '../http/contract.ts'
import { mayCall } from '../http/policy.ts'
import type { Reader } from '../texts/say.ts'
import type { Asker } from './people.ts'
import type { Command, Verb } from './rules/commands.ts'

/** Numbers in one list: what a phone shows at once. */
export const longestList = 9

/** A part of an answer; an answer to one command can have parts of several domains. */
export interface Part {
  text: string
  button?: { title: string; url: string }
  /** Its button goes before those of other parts. */
  isUrgent?: boolean
  /** Ids of staff members whose numbers the text shows. */
  list?: string[]
}

export interface Question {
  asker: Asker
  reader: Reader
  command: Command
  /** The operators that the asker is who may call the endpoint of `may`; without one all that they are. */
  operators: Operator[]
}

/**
 * As what a person asks, in the order of the questions: what waits for them as an operator of an ISO is answered first,
 * then as one of the platform, then as the person that they are.
 */
export const roles = ['iso', 'platform', 'person'] as const

interface Declared {
  as: (typeof roles)[number]
  /** Only for operators who may call this endpoint. */
  may?: Endpoint
  /** It changes something: done once, in the transaction that writes the answer. */
  changes?: boolean
  /** Its parts stand below those of other domains. */
  comesLast?: boolean
  /** @returns no parts when there is nothing to say */
  answer: (question: Question) => readonly Part[] | Promise<readonly Part[]>
}

export interface BotCommand extends Omit<Declared, 'may'> {
  verbs: readonly Verb[]
}

/** `botCommand('pending', { as: 'iso', may: approveRequest, answer })` */
export function botCommand(
  verbs: Verb | readonly Verb[],
  { may, answer, ...declared }: Declared,
): BotCommand {
  return {
    ...declared,
    verbs: typeof verbs === 'string' ? [verbs] : verbs,
    answer(question) {
      if (!may) return answer(question)
      const operators = question.operators.filter((me) => mayCall(me, may))
      return operators.length ? answer({ ...question, operators }) : []
    },
  }
}
