/** Who can call: nobody in particular, staff of an ISO, operators of a workspace, operators of the platform. */
import { refuse } from '../errors.ts'

/** What a caller may reach: one ISO, or (platform) all of them. */
export type Scope = { iso: string } | { all: true }

export interface Operator {
  kind: 'operator'
  /** Id of the membership: one person in one workspace. */
  id: string
  accountId: string
  sessionId: string
  name: string
  language: string
  workspace: { id: string; name: string; kind: 'iso' | 'platform' }
  permissions: ReadonlySet<string>
  scope: Scope
  /** The workspace is suspended, and why: nothing can be done in it. */
  suspended?: { reason: string } | undefined
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
}

/** Staff that belongs to an ISO. */
export type AssociatedStaff = Staff & {
  id: string
  iso: { id: string; name: string }
  scope: Scope
}

export interface Anyone {
  kind: 'anyone'
  /** Whose staff session came along; nobody needs one. */
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

/** Who did something, as events keep it. */
export interface Actor {
  kind: 'operator' | 'staff' | 'system'
  id: string
}

export function actorOf(me: Caller | Anyone): Actor {
  if (me.kind === 'anyone') return { kind: 'system', id: 'stranger' }
  if (me.kind === 'operator') return { kind: 'operator', id: me.id }
  return { kind: 'staff', id: me.id ?? me.dingtalkUserId }
}

export const system: Actor = { kind: 'system', id: 'system' }

/** The operator at the console of the machine (`npm run admin`), who needs no account. */
export const atConsole: Actor = { kind: 'operator', id: 'console' }

/** Condition that keeps a query inside what the caller may reach. */
export function within(scope: Scope): { iso?: string } {
  return 'iso' in scope ? { iso: scope.iso } : {}
}

/** A kind of caller that an endpoint is for: turns whoever is there into the caller, or refuses. */
export type Kind<M> = (found: { staff?: Staff; operator?: Operator }) => M

export const anyone: Kind<Anyone> = (found) => ({
  kind: 'anyone',
  dingtalkUserId: found.staff?.dingtalkUserId,
})

export const staff: Kind<Staff> = (found) => found.staff ?? elsewhere(found)

export const associatedStaff: Kind<AssociatedStaff> = (found) => {
  const me = staff(found)
  const { id, iso, scope } = me
  if (me.suspendedIso) refuse('workspace_suspended')
  if (!id || !iso || !scope) refuse('not_associated')
  return { ...me, id, iso, scope }
}

/** Whoever is signed in; staff first, when a browser holds both sessions. */
export const signedIn: Kind<Caller> = (found) =>
  found.staff ?? inForce(found.operator ?? refuse('signed_out'))

export const operator: Kind<Operator> = (found) => inForce(found.operator ?? elsewhere(found))

/** @throws Refusal `workspace_suspended` */
function inForce(me: Operator): Operator {
  return me.suspended ? refuse('workspace_suspended', { about: me.suspended }) : me
}

export const platform: Kind<Operator> = (found) => {
  const me = operator(found)
  return me.workspace.kind === 'platform' ? me : refuse('not_allowed')
}

/** Signed in as somebody, but not as what this endpoint is for. */
function elsewhere(found: { staff?: Staff; operator?: Operator }): never {
  refuse(found.staff || found.operator ? 'not_allowed' : 'signed_out')
}
