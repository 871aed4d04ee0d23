/** The callers: anyone, staff of an ISO, operators of a workspace; and what they hold. */
import { refuse } from '../errors.ts'
import {
  isEnough,
  type Permission,
  type Right,
  type WorkspaceKind,
} from '../permissions/contract.ts'
import type { CallerKind } from './contract.ts'
import type { Scope } from './scope.ts'

export interface Operator {
  kind: 'operator'
  /** Id of the membership: one person in one workspace. */
  id: string
  accountId: string
  sessionId: string
  name: string
  language: string
  workspace: { id: string; name: string; kind: WorkspaceKind }
  permissions: ReadonlySet<Permission>
  scope: Scope
  /** The workspace is suspended, and why: nothing can be done in it. */
  suspended?: { reason: string } | undefined
}

/** What staff and their ISO have agreed to, as the domain `agreements` notes it: read with the caller, for each visit asks. */
export interface Terms {
  person: readonly string[]
  iso: readonly string[]
  /** Until when an ISO that deployed before it was asked may do without. */
  isoDueAt: Date | undefined
  /** ISO 3166-1 alpha-2; undefined where it is not known. */
  country: string | undefined
}

export interface Staff {
  kind: 'staff'
  /** Id of the association with an ISO; undefined while there is none. */
  id: string | undefined
  dingtalkUserId: string
  sessionId: string
  name: string
  language: string
  iso: { id: string; name: string } | undefined
  /** The ISO that they belong to and that is suspended; `iso` and `id` are undefined meanwhile. */
  suspendedIso?: { id: string; name: string } | undefined
  scope: Scope | undefined
  /** Of those who belong to an ISO. */
  terms?: Terms | undefined
}

/** Staff that belongs to an ISO. */
export type AssociatedStaff = Staff & {
  id: string
  iso: { id: string; name: string }
  scope: Scope
}

export interface Anyone {
  kind: 'anyone'
  /** The owner of a staff session that came along; it is not required. */
  dingtalkUserId: string | undefined
}

export type Caller = Operator | Staff

/**
 * Whether one of these stands behind the caller's rights: an event about it may change them. It is asked of thousands of
 * callers at each event, so it makes no list.
 */
export function standsBehind(caller: Caller, ids: ReadonlySet<string | undefined>): boolean {
  if (ids.has(caller.id) || ids.has(caller.sessionId)) return true
  return caller.kind === 'operator'
    ? ids.has(caller.accountId) || ids.has(caller.workspace.id)
    : ids.has(caller.dingtalkUserId) || ids.has(caller.iso?.id) || ids.has(caller.suspendedIso?.id)
}

/** The actor, as events keep it. */
export interface Actor {
  kind: 'operator' | 'staff' | 'system'
  id: string
}

export function actorOf(me: Caller | Anyone): Actor {
  if (me.kind === 'anyone') return { kind: 'system', id: 'stranger' }
  if (me.kind === 'operator') return { kind: 'operator', id: me.id }
  return staffActor(me.id ?? me.dingtalkUserId)
}

export const staffActor = (id: string): Actor => ({ kind: 'staff', id })

export const system: Actor = { kind: 'system', id: 'system' }

/** The operator at the command line of the machine (`npm run admin`), without an account. */
export const atConsole: Actor = { kind: 'operator', id: 'console' }

/** An operator of an ISO. */
export type IsoOperator = Operator & { workspace: { kind: 'iso' } }

/** Who is signed in on one request: a browser can hold a staff session and an operator session at once. */
export interface Sessions {
  staff?: Staff
  operator?: Operator
}

/** What `me` is in the handler of an endpoint, by the kind of caller that it declares. */
export interface CallerOf {
  anyone: Anyone
  staff: Staff
  'associated staff': AssociatedStaff
  operator: Operator
  iso: IsoOperator
  platform: Operator
  'signed in': Caller
}

export type MeOf<E> = E extends { by: infer K extends CallerKind } ? CallerOf[K] : never

const kinds: { [K in CallerKind]: (found: Sessions) => CallerOf[K] } = {
  anyone: ({ staff }) => ({ kind: 'anyone', dingtalkUserId: staff?.dingtalkUserId }),
  staff: (found) => found.staff ?? elsewhere(found),
  'associated staff': (found) => {
    const me = found.staff ?? elsewhere(found)
    const { id, iso, scope } = me
    if (me.suspendedIso) refuse('workspace_suspended')
    if (!id || !iso || !scope) refuse('not_associated')
    return { ...me, id, iso, scope }
  },
  operator: (found) => inForce(found.operator ?? elsewhere(found)),
  iso: (found) => {
    const me = inForce(found.operator ?? elsewhere(found))
    return isOfIso(me) ? me : refuse('not_allowed')
  },
  platform: (found) => {
    const me = inForce(found.operator ?? elsewhere(found))
    return me.workspace.kind === 'platform' ? me : refuse('not_allowed')
  },
  // staff first, when a browser holds both sessions
  'signed in': (found) => found.staff ?? inForce(found.operator ?? refuse('signed_out')),
}

/**
 * The caller of a kind among those signed in.
 * @throws Refusal `signed_out`, `not_allowed`, `not_associated`, `workspace_suspended`
 */
export function callerAs<K extends CallerKind>(kind: K, found: Sessions): CallerOf[K] {
  return kinds[kind](found)
}

const isOfIso = (me: Operator): me is IsoOperator => me.workspace.kind === 'iso'

/** @throws Refusal `workspace_suspended` */
function inForce(me: Operator): Operator {
  return me.suspended ? refuse('workspace_suspended', { about: me.suspended }) : me
}

/** Signed in, but not as what this endpoint is for. */
function elsewhere(found: Sessions): never {
  refuse(found.staff || found.operator ? 'not_allowed' : 'signed_out')
}

/** Staff hold no permissions. @throws Refusal `not_allowed` */
export function mustHold(me: Caller | Anyone, right: Right | undefined): void {
  if (right === undefined) return
  if (me.kind !== 'operator' || !isEnough(me.permissions, right)) refuse('not_allowed')
}
