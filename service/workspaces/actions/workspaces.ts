/** Workspaces: make one, find the operator behind a session, and the ISO's department in DingTalk. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { Accounts, Sessions } from '../../accounts/model.ts'
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { textIs } from '../../database/typed.ts'
import { departmentName } from '../../dingtalk/department-names.ts'
import {
  ensureDepartment,
  isUnknownDepartment,
  listDepartments,
  nameIsTaken,
  renameDepartment,
} from '../../dingtalk/departments.ts'
import { refuse } from '../../errors.ts'
import type { Claims } from '../../http/authentication.ts'
import type { Actor, Operator } from '../../http/callers.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { record } from '../../outbox/record.ts'
import { begin } from '../../states/begin.ts'
import { shownName } from '../../text/shared/name.ts'
import { Members, Roles, type Member } from '../../team/model.ts'
import { scopeOf, unionOfPermissions } from '../../team/rules.ts'
import { Workspaces, type Workspace } from '../model.ts'
import { digestHourSet, joinCodeReplaced, workspaceRenamed } from '../events.ts'
import { workspaceMachine } from '../rules.ts'

/** What an ISO's QR code holds: 72 bits of chance. */
const newJoinCode = () => randomBytes(9).toString('base64url')

/** Former codes that are remembered; one that is older leads nowhere, as if it had never been. */
const rememberedJoinCodes = 50

export type NewWorkspace = Pick<Workspace, 'kind' | 'name' | 'email' | 'country'>

export const newWorkspace = ({
  kind,
  name,
  email,
  country,
}: NewWorkspace): Omit<Workspace, 'status'> => ({
  _id: randomUUIDv7(),
  kind,
  name: shownName(name),
  email: email.toLowerCase(),
  ...(kind === 'iso' ? { joinCode: newJoinCode() } : {}),
  ...(country ? { country } : {}),
  createdAt: clock.now(),
})

/** @throws the driver's error when there is one of this kind with this e-mail */
export function createWorkspace(given: NewWorkspace, by: Actor): Promise<Workspace> {
  const row = newWorkspace(given)
  const about = { tenant: row._id, by, data: { kind: row.kind } }
  return begin(Workspaces, workspaceMachine, row, 'create', about)
}

export async function findWorkspace(id: string): Promise<Workspace> {
  return (await Workspaces.findById(id).lean()) ?? refuse('not_found')
}

/** The first workspace that an account is an active member of. */
export async function firstMembership(accountId: string): Promise<Member | undefined> {
  const members = await Members.find({ account: accountId, status: 'active' })
    .sort({ createdAt: 1 })
    .lean()
  for (const member of members) {
    const open = await Workspaces.exists({ _id: member.workspace, status: 'active' })
    if (open) return member
  }
  return undefined
}

/** A person whose workspaces are all suspended has nowhere to go: the first of them. */
export async function suspendedWorkspaceOf(accountId: string): Promise<Workspace | null> {
  const members = await Members.find({ account: accountId, status: 'active' }).lean()
  const workspaces = members.map(({ workspace }) => workspace)
  return Workspaces.findOne({ _id: { $in: workspaces }, status: 'suspended' })
    .sort({ createdAt: 1 })
    .lean()
}

async function operatorOf(member: Member, sessionId: string): Promise<Operator | undefined> {
  if (member.status !== 'active') return undefined
  const workspace = await Workspaces.findById(member.workspace).lean()
  const account = await Accounts.findById(member.account).lean()
  if (!account || !workspace) return undefined
  const roles = await Roles.find({
    _id: { $in: member.roles },
    workspace: { $in: [null, workspace._id] },
    workspaceKind: workspace.kind,
  }).lean()
  return {
    kind: 'operator',
    id: member._id,
    accountId: account._id,
    sessionId,
    name: account.name,
    language: account.language,
    workspace: { id: workspace._id, name: workspace.name, kind: workspace.kind },
    permissions: new Set(unionOfPermissions(roles, workspace.kind)),
    scope: scopeOf(workspace, member.access),
    suspended:
      workspace.status === 'suspended' ? { reason: workspace.suspension?.reason ?? '' } : undefined,
  }
}

/** The operator behind a session; undefined once session, membership or workspace has ended. */
export async function findOperator(claims: Claims): Promise<Operator | undefined> {
  const session = await Sessions.exists({ _id: claims.sessionId, expiresAt: { $gt: clock.now() } })
  const member = session && (await Members.findById(claims.subject).lean())
  return member ? operatorOf(member, claims.sessionId) : undefined
}

/** The operator that a DingTalk user is in a workspace, for what they do on a card. */
export async function findOperatorInDingTalk(
  dingtalkUserId: string,
  workspace: string,
): Promise<Operator | undefined> {
  const account = await Accounts.findOne({ dingtalkUserId: textIs(dingtalkUserId) }).lean()
  const member = account && (await Members.findOne({ workspace, account: account._id }).lean())
  const me = member ? await operatorOf(member, 'dingtalk') : undefined
  return me?.suspended ? undefined : me
}

/** A department of that name that no other ISO has: ISOs may be called the same. @throws DingTalkError */
async function ownDepartment(iso: Workspace): Promise<number> {
  const made = await ensureDepartment(plainName(iso))
  const others = { dingtalkDepartmentId: made, _id: { $ne: iso._id } }
  if (made !== undefined && !(await Workspaces.exists(others))) return made
  const own = await ensureDepartment(distinctName(iso))
  if (own === undefined) throw nameIsTaken()
  return own
}

const distinctName = ({ name, _id }: Workspace) => departmentName(name, _id.slice(-6))
/** Where nothing of the name may stay, the id is the name. */
const plainName = (iso: Workspace) => departmentName(iso.name) || distinctName(iso)

/** The ISO's department in the DingTalk organisation; made on first need. */
async function departmentOf(isoId: string): Promise<number> {
  const iso = await findWorkspace(isoId)
  if (iso.dingtalkDepartmentId !== undefined) return iso.dingtalkDepartmentId
  const made = await ownDepartment(iso)
  await Workspaces.updateOne(
    { _id: isoId, dingtalkDepartmentId: { $exists: false } },
    { $set: { dingtalkDepartmentId: made } },
  )
  return (await findWorkspace(isoId)).dingtalkDepartmentId ?? made
}

/** A department is no longer in DingTalk: whose it was gets another one at the next need. */
export async function forgetDepartment(departmentId: number): Promise<void> {
  await Workspaces.updateMany(
    { dingtalkDepartmentId: departmentId },
    { $unset: { dingtalkDepartmentId: 1 } },
  )
}

/**
 * Does something with the ISO's department in DingTalk; a department that was deleted there is made again first.
 * @throws DingTalkError
 */
export async function inDepartment<T>(
  isoId: string,
  work: (departmentId: number) => Promise<T>,
): Promise<T> {
  const departmentId = await departmentOf(isoId)
  try {
    return await work(departmentId)
  } catch (error) {
    if (!isUnknownDepartment(error)) throw error
    await forgetDepartment(departmentId)
    return work(await departmentOf(isoId))
  }
}

/** Those of the departments that belong to ISOs. */
export async function departmentsOfIsos(departmentIds: number[]): Promise<ReadonlySet<number>> {
  const isos = await Workspaces.find({ dingtalkDepartmentId: { $in: departmentIds } })
    .select({ dingtalkDepartmentId: 1 })
    .lean()
  return new Set(isos.flatMap(({ dingtalkDepartmentId: id }) => (id === undefined ? [] : [id])))
}

/** Gives a workspace another name; its department in DingTalk follows. */
export async function renameWorkspace(id: string, name: string, by: Actor): Promise<void> {
  await transaction(async () => {
    const renamed = await Workspaces.updateOne({ _id: id, name: { $ne: name } }, { $set: { name } })
    if (!renamed.modifiedCount) return
    await record(workspaceRenamed, {
      tenant: id,
      id,
      by,
    })
  })
}

/**
 * Gives an ISO another QR code; the one before stops working in the same moment.
 * @throws Refusal `not_found` for a workspace that has none
 */
export async function replaceJoinCode(
  id: string,
  by: Actor & { name: string },
): Promise<Workspace> {
  return transaction(async () => {
    const { joinCode = refuse('not_found') } = await findWorkspace(id)
    const replaced = await Workspaces.findOneAndUpdate(
      { _id: id, joinCode },
      {
        $set: {
          joinCode: newJoinCode(),
          joinCodeReplaced: { at: clock.now(), by: by.name },
        },
        $push: { formerJoinCodes: { $each: [joinCode], $slice: -rememberedJoinCodes } },
      },
      { returnDocument: 'after' },
    ).lean<Workspace | null>()
    if (!replaced) refuse('wrong_state')
    await record(joinCodeReplaced, {
      tenant: id,
      id,
      by: { kind: by.kind, id: by.id },
    })
    return replaced
  })
}

/** Calls the ISO's department, where it has one, as the ISO is called now. @throws DingTalkError */
export async function renameDepartmentOf(isoId: string): Promise<void> {
  const iso = await findWorkspace(isoId)
  if (iso.dingtalkDepartmentId === undefined) return
  await inDepartment(isoId, async (departmentId) => {
    const renamed = await renameDepartment(departmentId, plainName(iso))
    if (!renamed) await renameDepartment(departmentId, distinctName(iso))
  })
}

/** Restores the name of an ISO's department, in case it was renamed in DingTalk. @throws DingTalkError */
export async function healDepartmentName(departmentId: number): Promise<void> {
  const iso = await Workspaces.findOne({ dingtalkDepartmentId: departmentId }).lean()
  if (!iso) return
  const department = (await listDepartments()).find(({ id }) => id === departmentId)
  if (!department || [plainName(iso), distinctName(iso)].includes(department.name)) return
  await renameDepartmentOf(iso._id)
}

/** Chooses the hour of the daily digest; on a day on which it was sent it is not sent again. */
export async function setDigestHour(
  id: string,
  digestHour: number | null,
  by: Actor,
): Promise<Workspace> {
  await transaction(async () => {
    const { modifiedCount } = await Workspaces.updateOne(
      { _id: id, digestHour: { $ne: digestHour } },
      { $set: { digestHour } },
    )
    if (!modifiedCount) return
    await record(digestHourSet, {
      tenant: id,
      id,
      by,
      data: { digestHour },
    })
  })
  return findWorkspace(id)
}

/**
 * ISOs whose hour has come on a business day and that have not had their digest on it; each is taken by the instance
 * that asks first, in the transaction of `work`.
 * @param hours for which it may still come late, after an interruption
 */
export async function takeDigestsDue(
  { day, hour }: { day: string; hour: number },
  hours: number,
  work: (iso: string) => Promise<void>,
): Promise<number> {
  const isDue = {
    kind: 'iso',
    status: 'active',
    digestHour: { $lte: hour, $gt: hour - hours },
    digestedOn: { $ne: day },
  } as const
  let taken = 0
  const due = await Workspaces.find(isDue).select({ _id: 1 }).lean()
  await serveAll('digests due', due, byId, ({ _id }) =>
    transaction(async () => {
      const mine = await Workspaces.updateOne({ _id, ...isDue }, { $set: { digestedOn: day } })
      if (!mine.modifiedCount) return
      await work(_id)
      taken += 1
    }),
  )
  return taken
}
