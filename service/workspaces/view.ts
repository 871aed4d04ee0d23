/** What callers see of workspaces and of themselves in one. */
import { viewRows } from '../http/damaged.ts'
import { Accounts } from '../accounts/model.ts'
import { language } from '../texts/contract.ts'
import { config } from '../config.ts'
import { refuse } from '../errors.ts'
import type { Operator } from '../http/callers.ts'
import { Members, Roles } from '../team/model.ts'
import type { Iso, IsoDetails } from './contract/isos.ts'
import type { OperatorMe } from './contract/operator.ts'
import type { AgreedChange, Workspace } from './model.ts'
import { abilitiesFor } from './policy.ts'

export async function viewOperatorMe(me: Operator): Promise<OperatorMe> {
  const account = (await Accounts.findById(me.accountId).lean()) ?? refuse('session_expired')
  const member = (await Members.findById(me.id).lean()) ?? refuse('session_expired')
  const roles = await Roles.find({ _id: { $in: member.roles } }).lean()
  return {
    id: me.id,
    name: account.name,
    email: account.email,
    language: language.parse(account.language),
    dingtalkLinked: account.dingtalkUnionId !== undefined,
    workspace: me.workspace,
    roles: roles.map(({ name }) => name),
    permissions: [...me.permissions],
  }
}

export function viewJoinCode(iso: Workspace) {
  return {
    url: `${config().publicUrl}/join/${iso.joinCode ?? refuse('not_found')}`,
    isoName: iso.name,
    isoEmail: iso.email,
    replaced: iso.joinCodeReplaced
      ? { at: iso.joinCodeReplaced.at.toISOString(), by: iso.joinCodeReplaced.by }
      : null,
  }
}

/** What the platform has set for it. */
const viewAgreed = ({ country, currency, order }: Workspace) => ({
  country: country ?? null,
  currency: currency ?? null,
  order: order
    ? {
        value: order.value,
        agreedWith: order.agreedWith,
        by: order.name,
        at: order.at.toISOString(),
      }
    : null,
})

export function viewSettings(iso: Workspace) {
  const { name, digestHour } = iso
  const { businessTimeZone } = config()
  return { name, digestHour: digestHour ?? null, businessTimeZone, ...viewAgreed(iso) }
}

const viewChange = ({ name, by: _, at, ...change }: AgreedChange) => ({
  ...change,
  by: name,
  at: at.toISOString(),
})

export function viewIso(iso: Workspace, me: Operator): Iso {
  const { _id, name, email, status, suspension, createdAt } = iso
  return {
    id: _id,
    name,
    email,
    status,
    suspension: suspension ? { ...suspension, at: suspension.at.toISOString() } : null,
    createdAt: createdAt.toISOString(),
    abilities: abilitiesFor(me, iso),
  }
}

export function viewIsoDetails(iso: Workspace, me: Operator): IsoDetails {
  const { dingtalkDepartmentId, timeline = [], changes = [] } = iso
  return {
    ...viewIso(iso, me),
    departmentId: dingtalkDepartmentId ?? null,
    timeline: viewRows('workspaces.timeline', timeline, (entry) => ({
      ...entry,
      at: entry.at.toISOString(),
    })),
    ...viewAgreed(iso),
    changes: changes.map(viewChange),
  }
}
