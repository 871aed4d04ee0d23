/** Sets an installation up: the platform, ISOs, and the operators of both. */
import {
  findAccount,
  insertAccount,
  newAccount,
  type NewAccount,
} from '../../accounts/actions/create.ts'
import { makePasswordLink } from '../../accounts/actions/password-links.ts'
import type { Account } from '../../accounts/model.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { takeLock } from '../../database/migration-lock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { addMember } from '../../team/actions/memberships.ts'
import { Members, Roles } from '../../team/model.ts'
import { invalidFieldsOf, type Access } from '../../team/rules.ts'
import { createWorkspace, type NewWorkspace } from './workspaces.ts'
import { Workspaces, type Workspace } from '../model.ts'
import { accessChanged } from '../../team/events.ts'

/** An operator as they are after they were added. */
export interface Added {
  account: Account
  workspace: Workspace
  /** With which a new account gets its first password; absent where the person has an account already. */
  link?: { url: string; expiresAt: Date }
}

/** The workspace that an argument names: `platform`, the id of an ISO, or its e-mail. @throws Refusal `not_found` */
export async function workspaceMeant(text: string): Promise<Workspace> {
  const filter =
    text === 'platform'
      ? { kind: 'platform' as const }
      : { kind: 'iso' as const, $or: [{ _id: text }, { email: text.trim().toLowerCase() }] }
  return (await Workspaces.findOne(filter).sort({ createdAt: 1 }).lean()) ?? refuse('not_found')
}

/** Roles that a member of this workspace can have. */
export async function rolesOf({ _id, kind }: Pick<Workspace, '_id' | 'kind'>) {
  return Roles.find({ workspaceKind: kind, workspace: { $in: [null, _id] } })
    .sort({ _id: 1 })
    .lean()
}

interface Rights {
  roles: string[]
  access?: Access | undefined
  by: Actor
}

/** @throws Refusal `bad_input` for roles and restrictions that members of such a workspace cannot have */
async function mustFit(
  { _id, kind }: Pick<Workspace, '_id' | 'kind'>,
  wanted: Pick<Rights, 'roles' | 'access'>,
): Promise<void> {
  const custom = await Roles.find({ workspace: _id, workspaceKind: kind }).select({ _id: 1 }).lean()
  const ids = custom.map((role) => role._id)
  const wrong = invalidFieldsOf(kind, wanted, ids)
  const fields = wrong.map((field) => ({ field, rule: 'does not fit this kind of workspace' }))
  if (fields.length) refuse('bad_input', { fields })
}

/**
 * Restricts a member to a part of what the workspace does, or, without `access`, to none; their open pages follow at
 * once.
 * @throws Refusal `not_found` when the person is not an operator of the workspace, `bad_input`
 */
export async function restrictOperator(
  workspace: Workspace,
  email: string,
  { access, by }: { access?: Access | undefined; by: Actor },
): Promise<void> {
  await mustFit(workspace, { roles: [], access })
  const account = (await findAccount(email.trim().toLowerCase())) ?? refuse('not_found')
  await transaction(async () => {
    const member = await Members.findOneAndUpdate(
      { workspace: workspace._id, account: account._id, status: 'active' },
      access ? { $set: { access } } : { $unset: { access: 1 } },
    ).lean()
    if (!member) refuse('not_found')
    const data = { ...access }
    await record(accessChanged, { tenant: workspace._id, id: member._id, by, data })
  })
}

async function founded(given: NewWorkspace, by: Actor): Promise<Workspace> {
  try {
    return await createWorkspace(given, by)
  } catch (error) {
    if (isDuplicateKey(error)) refuse('email_in_use', { field: 'email' })
    throw error
  }
}

/**
 * Adds the person to the workspace, in the open transaction. A person with an account keeps its name, its language
 * and its password.
 * @param fresh the account to make where there is none
 * @throws Refusal `already_operator`
 */
async function added(
  workspace: Workspace,
  fresh: Account,
  { roles, access, by }: Rights,
): Promise<Added> {
  await mustFit(workspace, { roles, access })
  const about = { tenant: workspace._id, by }
  const known = await findAccount(fresh.email)
  const account = known ?? fresh
  if (known && (await Members.exists({ workspace: workspace._id, account: known._id }))) {
    refuse('already_operator')
  }
  if (!known) await insertAccount(fresh, about)
  await addMember({ workspace: workspace._id, account: account._id, roles, access }, by)
  if (known) return { account, workspace }
  return { account, workspace, link: await makePasswordLink(account, 'first', about) }
}

/** @throws Refusal `bad_input`, `already_operator`, `email_in_use` when it was taken in the same moment */
export async function addOperator(
  workspace: Workspace,
  person: NewAccount,
  rights: Rights,
): Promise<Added> {
  // hashing takes long on purpose: before the transaction
  const fresh = await newAccount(person)
  return transaction(() => added(workspace, fresh, rights))
}

/** Milliseconds after which another try may go on where a program was killed. */
const lease = 15_000

/**
 * Makes the platform's workspace with its first Administrator, once.
 * @throws Refusal `wrong_state` when there is a platform already, or another one is just being made
 */
export async function createPlatform(
  { company, admin }: { company: string; admin: NewAccount },
  by: Actor,
): Promise<Added> {
  const fresh = await newAccount(admin)
  const lock = (await takeLock(lease, 'platform')) ?? refuse('wrong_state')
  try {
    if (await Workspaces.exists({ kind: 'platform' })) refuse('wrong_state')
    return await transaction(async () => {
      const given = { kind: 'platform', name: company, email: admin.email } as const
      const platform = await founded(given, by)
      return added(platform, fresh, { roles: ['platform.administrator'], by })
    })
  } finally {
    await lock.release()
  }
}

/** Makes an ISO, with its first admin where one is named. @throws Refusal `email_in_use` */
export async function createIso(
  {
    admin,
    ...given
  }: { name: string; email: string; country?: string; admin?: NewAccount | undefined },
  by: Actor,
): Promise<{ workspace: Workspace; admin?: Added }> {
  const fresh = admin && (await newAccount(admin))
  return transaction(async () => {
    const workspace = await founded({ kind: 'iso', ...given }, by)
    if (!fresh) return { workspace }
    return { workspace, admin: await added(workspace, fresh, { roles: ['iso.admin'], by }) }
  })
}

/** A new link for a person with an account; sessions and password stay until it is used. @throws Refusal `not_found` */
export async function resetPassword(email: string, by: Actor): Promise<Added> {
  const account = (await findAccount(email)) ?? refuse('not_found')
  const member = await Members.findOne({ account: account._id, status: 'active' })
    .sort({ createdAt: 1 })
    .lean()
  const workspace = member && (await Workspaces.findById(member.workspace).lean())
  if (!workspace) refuse('not_found')
  const link = await makePasswordLink(account, 'again', { tenant: workspace._id, by })
  return { account, workspace, link }
}
