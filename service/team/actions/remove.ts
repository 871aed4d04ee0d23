/** Takes a person out of a workspace, which keeps at least one manager. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { Members, type Member } from '../model.ts'
import { managingRoles } from '../rules.ts'
import { memberRemoved } from '../events.ts'

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
  const { _id, workspace } = member
  await transaction(async () => {
    const { modifiedCount } = await Members.updateOne(
      { _id, workspace, status: 'active' },
      { $set: { status: 'removed' } },
    )
    if (!modifiedCount) return
    // written to, so that two managers who remove each other at once conflict
    const relied = { $set: { reliedOnAt: clock.now() } }
    if (manages(member) && !(await Members.findOneAndUpdate(others(member), relied))) {
      throw new LastManager()
    }
    await record(memberRemoved, { tenant: workspace, id: _id, by })
  })
}
