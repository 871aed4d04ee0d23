/** Workspaces and members with which a demonstration, a bench or a test begins: rows alone, without their events. */
import { newMember } from '../../service/team/actions/memberships.ts'
import { Members, type Member } from '../../service/team/model.ts'
import { newWorkspace, type NewWorkspace } from '../../service/workspaces/actions/workspaces.ts'
import { Workspaces, type Workspace } from '../../service/workspaces/model.ts'

export async function insertWorkspace(given: NewWorkspace): Promise<Workspace> {
  const row: Workspace = { ...newWorkspace(given), status: 'active' }
  await Workspaces.insertMany([row], { lean: true })
  return row
}

export async function insertMember(
  workspace: string,
  account: string,
  roles: string[],
): Promise<Member> {
  const row: Member = { ...newMember({ workspace, account, roles }), status: 'active' }
  await Members.insertMany([row], { lean: true })
  return row
}
