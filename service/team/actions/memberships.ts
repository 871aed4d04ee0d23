/** Memberships: where an account belongs, and what it may do in a workspace. */
import { randomUUIDv7 } from 'node:crypto'
import { Accounts, type Account } from '../../accounts/model.ts'
import { clock } from '../../clock.ts'
import type { Endpoint } from '../../http/contract.ts'
import { reaches, type Located } from '../../http/scope.ts'
import { isEnough } from '../../permissions/contract.ts'
import { Members, Roles, type Member } from '../model.ts'
import { scopeOf, type Access } from '../rules.ts'

export async function addMember(
  workspace: string,
  account: string,
  roles: string[],
  access?: Access,
): Promise<Member> {
  const member: Member = {
    _id: randomUUIDv7(),
    workspace,
    account,
    roles,
    ...(access ? { access } : {}),
    status: 'active',
    createdAt: clock.now(),
  }
  await Members.insertMany([member], { lean: true })
  return member
}

/** Whether there is an operator who can sign in to a console. */
export async function hasOperators(): Promise<boolean> {
  return (await Members.exists({ status: 'active' })) !== null
}

/**
 * Active members of a workspace who may call the endpoint, with their accounts.
 * @param about a record that they reach
 */
export async function membersWhoMay(
  workspace: string,
  { may, by }: Endpoint,
  about?: Located,
): Promise<{ member: Member; account: Account }[]> {
  const roles = await Roles.find({ workspace: { $in: [null, workspace] } }).lean()
  const held = new Map(roles.map(({ _id, permissions }) => [_id, permissions]))
  const active = await Members.find({ workspace, status: 'active' }).lean()
  const members = active.filter((one) => {
    const permissions = new Set(one.roles.flatMap((role) => held.get(role) ?? []))
    const scope = scopeOf({ _id: workspace, kind: by === 'iso' ? 'iso' : 'platform' }, one.access)
    return isEnough(permissions, may) && (!about || reaches(scope, about))
  })
  const accounts = await Accounts.find({ _id: { $in: members.map((one) => one.account) } }).lean()
  return members.flatMap((member) => {
    const account = accounts.find(({ _id }) => _id === member.account)
    return account ? [{ member, account }] : []
  })
}
