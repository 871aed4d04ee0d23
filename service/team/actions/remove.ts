/** Takes a person out of a workspace, which keeps at least one manager. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import type { Actor } from '../../http/callers.ts'
import { tryMove } from '../../states/move.ts'
import { Members, type Member } from '../model.ts'
import { managingRoles, memberMachine } from '../rules.ts'

/** No other person could manage the workspace. */
export class LastManager extends Error {
  override readonly name = 'LastManager'
}

type Membership = Pick<Member, '_id' | 'workspace' | 'roles'>

const manages = ({ roles }: Membership) => managingRoles.some((role) => roles.includes(role))

const others = ({ _id, workspace }: Membership) => ({
  workspace,
  _id: { $ne: _id },
  roles: { $in: [...managingRoles] },
  status: 'active' as const,
})

export async function isLastManager(member: Member): Promise<boolean> {
  if (member.status !== 'active' || !manages(member)) return false
  return (await Members.exists(others(member))) === null
}

/**
 * Does nothing for a person who was removed already.
 * @throws LastManager
 */
export async function removeMember(member: Member, by: Actor): Promise<void> {
  const { workspace } = member
  await transaction(async () => {
    const moved = { tenant: workspace, by, where: { workspace }, data: () => ({}) }
    const removed = await tryMove(Members, memberMachine, member, 'remove', {
      ...moved,
      fromAny: true,
    })
    if (!removed) return
    // written to, so that two managers who remove each other at once conflict
    const relied = { $set: { reliedOnAt: clock.now() } }
    if (manages(member) && !(await Members.findOneAndUpdate(others(member), relied))) {
      throw new LastManager()
    }
  })
}
