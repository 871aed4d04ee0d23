/** Suspends an ISO and resumes it: its people are told so at once, and nothing of theirs is touched. */
import { clock } from '../../clock.ts'
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { Workspaces, type Workspace } from '../model.ts'

/** @throws Refusal `not_found`, also for the platform itself, which nobody suspends */
export async function findIso(id: string): Promise<Workspace> {
  return (await Workspaces.findOne({ _id: id, kind: 'iso' }).lean()) ?? refuse('not_found')
}

export async function pageOfIsos(query: {
  limit: number
  after?: string | undefined
}): Promise<Page<Workspace>> {
  return keysetPage<Workspace>(
    Workspaces,
    { kind: 'iso' },
    {
      sort: [
        ['createdAt', -1],
        ['_id', -1],
      ],
      limit: query.limit,
      after: query.after,
    },
  )
}

/** Whether a workspace is suspended; one that there is none of, such as the tenant of the platform, is not. */
export async function isSuspended(id: string): Promise<boolean> {
  return (await Workspaces.exists({ _id: id, status: 'suspended' })) !== null
}

/** Suspending what is suspended changes nothing. */
export function suspendWorkspace(iso: Workspace, by: Actor): Promise<Workspace> {
  const suspendedAt = clock.now()
  return move(iso, by, {
    from: 'active',
    event: 'workspaces.suspended',
    update: { $set: { status: 'suspended', suspendedAt } },
  })
}

/** Everything goes on where it was; what waited is invited now. Resuming what is active changes nothing. */
export function resumeWorkspace(iso: Workspace, by: Actor): Promise<Workspace> {
  return move(iso, by, {
    from: 'suspended',
    event: 'workspaces.resumed',
    update: { $set: { status: 'active' }, $unset: { suspendedAt: 1 } },
  })
}

async function move(
  { _id }: Workspace,
  by: Actor,
  given: { from: Workspace['status']; event: string; update: object },
): Promise<Workspace> {
  await transaction(async () => {
    const moved = await Workspaces.updateOne({ _id, status: given.from }, given.update)
    if (!moved.modifiedCount) return
    await record(given.event, { tenant: _id, subject: { kind: 'workspace', id: _id }, by })
  })
  return findIso(_id)
}
