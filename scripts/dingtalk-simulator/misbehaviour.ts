/** Rules by which the simulated DingTalk misbehaves: kept in the state, used up when they have a number of times. */
import { phoneOfMobile } from './state/people.ts'
import type { MisbehaviourKind, Rule } from './state/shapes/misbehaviour.ts'
import type { Store } from './state/store.ts'

export const misbehaviourKinds: MisbehaviourKind[] = [
  'status',
  'errcode',
  'timeout',
  'html',
  'deny',
  'empty',
  'body',
  'without',
  'shape',
  'drop',
  'duplicate',
  'delay',
  'disconnect',
]

export class Misbehaviour {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  get rules() {
    return this.#store.state.rules
  }

  add(rule: Omit<Rule, 'id'> & { id?: string }): Rule {
    const added = { ...rule, id: rule.id ?? `rule${this.#store.next()}` }
    this.#store.state.rules = [...this.rules.filter((one) => one.id !== added.id), added]
    this.#store.changed()
    return added
  }

  remove(id: string) {
    const before = this.rules.length
    this.#store.state.rules = this.rules.filter((rule) => rule.id !== id)
    this.#store.changed()
    return this.rules.length < before
  }

  clear() {
    this.#store.state.rules = []
    this.#store.changed()
  }

  /**
   * The first rule for a path, topic or event name, counted as used. `mobile` is the number that
   * the call is about, if any: E.164 or as DingTalk writes it.
   */
  take(where: string, kinds: readonly MisbehaviourKind[], mobile?: string): Rule | undefined {
    const rule = this.rules.find(
      (one) => kinds.includes(one.what) && matches(one.where, where) && concerns(one, mobile),
    )
    if (!rule) return undefined
    if (rule.times !== undefined) {
      rule.times -= 1
      if (rule.times <= 0) this.#store.state.rules = this.rules.filter((one) => one !== rule)
      this.#store.changed()
    }
    return rule
  }
}

const matches = (pattern: string, where: string) =>
  pattern.endsWith('*') ? where.startsWith(pattern.slice(0, -1)) : pattern === where

function concerns(rule: Rule, mobile: string | undefined) {
  if (!rule.for?.mobile) return true
  if (mobile === undefined) return false
  const digits = (text: string) => (phoneOfMobile(text) ?? text).replace(/\D/g, '')
  return digits(rule.for.mobile) === digits(mobile)
}
