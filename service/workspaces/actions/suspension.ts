/** Suspends an ISO and resumes it: its people are told so at once, and nothing of theirs is touched. */
import { clock } from '../../clock.ts'
import type { Operator } from '../../http/callers.ts'
import { actorOf } from '../../http/callers.ts'
import { tryMove } from '../../states/move.ts'
import { Workspaces, type Workspace } from '../model.ts'
import { findIso } from './isos.ts'
import { workspaceMachine } from '../rules.ts'

/** Whether a workspace is suspended; one that there is none of, such as the tenant of the platform, is not. */
export async function isSuspended(id: string): Promise<boolean> {
  return (await Workspaces.exists({ _id: id, status: 'suspended' })) !== null
}

/**
 * Suspending what is suspended changes nothing.
 * @param reason which the ISO's admins read
 */
export async function suspendWorkspace(
  iso: Workspace,
  reason: string,
  me: Operator,
): Promise<Workspace> {
  const suspension = { at: clock.now(), by: me.name, reason }
  await tryMove(Workspaces, workspaceMachine, iso, 'suspend', {
    ...moveOf(iso, reason, me),
    set: { suspension },
  })
  return findIso(me.scope, iso._id)
}

/** Everything goes on where it was; what waited is invited now. Resuming what is active changes nothing. */
export async function resumeWorkspace(iso: Workspace, me: Operator): Promise<Workspace> {
  await tryMove(Workspaces, workspaceMachine, iso, 'resume', {
    ...moveOf(iso, '', me),
    unset: ['suspension'],
  })
  return findIso(me.scope, iso._id)
}

const moveOf = ({ _id }: Workspace, reason: string, me: Operator) => ({
  tenant: _id,
  by: actorOf(me),
  entry: { by: me.name, reason },
  fromAny: true,
  data: () => ({}),
})
