/** What a caller may do to a record: one table in each domain, asked by routes, cards, bot and (as abilities) screens. */
import { refuse } from '../errors.ts'
import type { Caller } from './callers.ts'
import { mayOperator, type Endpoint } from './contract.ts'
import { reaches, type Located } from './scope.ts'

/** Whether the caller has the right, whatever state the record is in. */
export type Rule<Thing> = (me: Caller, thing: Thing) => boolean

/** `{ approve: callersOf(approveRequest), … }`: a rule for each verb. */
export type Policy<Verb extends string, Thing> = Readonly<Record<Verb, Rule<Thing>>>

/** Whether the caller is an operator who may call the endpoint, about any record. */
export function mayCall(me: Caller, endpoint: Pick<Endpoint, 'by' | 'may'>): boolean {
  return me.kind === 'operator' && !me.suspended && mayOperator(me, endpoint)
}

/** @throws Refusal `not_allowed` */
export function allowCall(me: Caller, endpoint: Pick<Endpoint, 'by' | 'may'>): void {
  if (!mayCall(me, endpoint)) refuse('not_allowed')
}

/** The rule of a verb that an endpoint does: the callers it allows, and the records they reach. */
export function callersOf(endpoint: Pick<Endpoint, 'by' | 'may'>): Rule<Located> {
  return (me, one) => me.scope !== undefined && mayCall(me, endpoint) && reaches(me.scope, one)
}

export function may<Verb extends string, Thing>(
  me: Caller,
  policy: Policy<Verb, Thing>,
  verb: Verb,
  thing: Thing,
): boolean {
  return policy[verb](me, thing)
}

/** @throws Refusal `not_allowed` */
export function allow<Verb extends string, Thing>(
  me: Caller,
  policy: Policy<Verb, Thing>,
  verb: Verb,
  thing: Thing,
): void {
  if (!may(me, policy, verb, thing)) refuse('not_allowed')
}

/**
 * What the caller may do to a record now, for its screen.
 * @param verbs that the screen can show, in its order
 * @param when whether the state of the record allows it
 */
export function abilities<Verb extends string, Thing, Shown extends Verb>(
  me: Caller,
  policy: Policy<Verb, Thing>,
  thing: Thing,
  { verbs, when }: { verbs: readonly Shown[]; when: (verb: Shown) => boolean },
): Shown[] {
  return verbs.filter((verb) => when(verb) && may(me, policy, verb, thing))
}
