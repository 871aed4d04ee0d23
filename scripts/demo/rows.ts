/** Workspaces and members with which a demonstration, a bench or a test begins: rows alone, without their events. */
import { standardTexts } from '../../service/agreements/contract/text.ts'
import { markOf } from '../../service/agreements/rules.ts'
import { newMember } from '../../service/team/actions/memberships.ts'
import { Members, type Member } from '../../service/team/model.ts'
import { newWorkspace, type NewWorkspace } from '../../service/workspaces/actions/workspaces.ts'
import { Workspaces, type Workspace } from '../../service/workspaces/model.ts'

const { serviceAgreement, ...policies } = standardTexts
/** An ISO that has agreed to the first version, and staff who have agreed to the policies. */
export const agreedByIso = [markOf(serviceAgreement, 1)]
export const agreedByStaff = Object.values(policies).map((text) => markOf(text, 1))

export async function insertWorkspace(given: NewWorkspace): Promise<Workspace> {
  const agreed = given.kind === 'iso' ? { agreedTo: [...agreedByIso] } : {}
  const row: Workspace = { ...newWorkspace(given), ...agreed, status: 'active' }
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
