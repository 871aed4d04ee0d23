/** Suspends an ISO and resumes it: its people are told so at once, and nothing of theirs is touched. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import type { Operator } from '../../http/callers.ts'
import { actorOf } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { Workspaces, type Workspace } from '../model.ts'
import { findIso } from './isos.ts'

/** Entries of an ISO's timeline that are kept. */
const remembered = 50

/** Whether a workspace is suspended; one that there is none of, such as the tenant of the platform, is not. */
export async function isSuspended(id: string): Promise<boolean> {
  return (await Workspaces.exists({ _id: id, status: 'suspended' })) !== null
}

/**
 * Suspending what is suspended changes nothing.
 * @param reason which the ISO's admins read
 */
export function suspendWorkspace(iso: Workspace, reason: string, me: Operator): Promise<Workspace> {
  return move(iso, { to: 'suspended', reason }, me)
}

/** Everything goes on where it was; what waited is invited now. Resuming what is active changes nothing. */
export function resumeWorkspace(iso: Workspace, me: Operator): Promise<Workspace> {
  return move(iso, { to: 'active', reason: '' }, me)
}

async function move(
  { _id }: Workspace,
  { to, reason }: { to: Workspace['status']; reason: string },
  me: Operator,
): Promise<Workspace> {
  const at = clock.now()
  const what = to === 'suspended' ? 'suspended' : 'resumed'
  const suspension = { at, by: me.name, reason }
  await transaction(async () => {
    const moved = await Workspaces.updateOne(
      { _id, status: { $ne: to } },
      {
        ...(to === 'suspended'
          ? { $set: { status: to, suspension } }
          : { $set: { status: to }, $unset: { suspension: 1 } }),
        $push: { timeline: { $each: [{ ...suspension, what }], $slice: -remembered } },
      },
    )
    if (!moved.modifiedCount) return
    await record(`workspaces.${what}`, {
      tenant: _id,
      subject: { kind: 'workspace', id: _id },
      by: actorOf(me),
    })
  })
  return findIso(me.scope, _id)
}
