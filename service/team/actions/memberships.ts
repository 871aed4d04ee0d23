/** Memberships: where an account belongs, and what it may do in a workspace. */
import { randomUUIDv7 } from 'node:crypto'
import { Accounts, type Account } from '../../accounts/model.ts'
import { clock } from '../../clock.ts'
import type { Actor } from '../../http/callers.ts'
import type { Endpoint } from '../../http/contract.ts'
import { reaches, type Located } from '../../http/scope.ts'
import { isEnough } from '../../permissions/contract.ts'
import { begin } from '../../states/begin.ts'
import { Members, Roles, type Member } from '../model.ts'
import { memberMachine, scopeOf, type Access } from '../rules.ts'

export interface NewMember {
  workspace: string
  account: string
  roles: string[]
  access?: Access | undefined
}

export const newMember = ({ access, ...given }: NewMember): Omit<Member, 'status'> => ({
  _id: randomUUIDv7(),
  ...given,
  ...(access ? { access } : {}),
  createdAt: clock.now(),
})

/** @throws the driver's error when the account is a member of this workspace already */
export function addMember(given: NewMember, by: Actor): Promise<Member> {
  const { workspace: tenant, roles, access } = given
  const about = { tenant, by, data: { roles, ...access } }
  return begin(Members, memberMachine, newMember(given), 'add', about)
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
