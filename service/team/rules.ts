/** Predefined roles (requirements C2) and how the rights of a member come together. */
import { scopeOfIso, scopeOfPlatform, type Scope } from '../http/scope.ts'
import { canBeRestrictedTo, rolesOfKinds, type RoleId } from '../permissions/kinds.ts'
import { asRegion } from '../regions/shared.ts'
import { machine } from '../states/machine.ts'
import { memberAdded, memberRemoved } from './events.ts'
import {
  allPermissions,
  isOfKind,
  type Permission,
  type WorkspaceKind,
} from '../permissions/contract.ts'

/** Restrictions of a membership; a missing one restricts nothing. */
export interface Access {
  isos?: string[]
  /** A country stands for all its areas. */
  regions?: string[]
}

export const memberStatuses = ['active', 'removed'] as const

export const memberMachine = machine({
  states: memberStatuses,
  steps: {
    add: { from: ['none'], to: 'active', event: memberAdded },
    remove: { from: ['active'], to: 'removed', event: memberRemoved },
  },
})

/** What a partner does with its applications before they are launched. */
const applying: Permission[] = [
  'applications.create',
  'applications.modify',
  'applications.delete',
  'applications.view',
  'products.add',
  'products.remove',
  'sandbox.develop',
  'sandbox.accept',
  'production.configure',
]

/** What the predefined roles hold; a role that is left out belongs to a part that does not exist yet. */
export const heldByRole: Partial<Record<RoleId, Permission[]>> = {
  'iso.admin': [
    'staff.view',
    'staff.add',
    'staff.decide',
    'staff.remove',
    'staff.export',
    'promotions.view',
    'codes.view',
    'codes.manage',
    'test_accounts.assign',
    'messages.view',
    'messages.send',
    'workspace.configure',
    'agreements.sign',
  ],
  // all that the platform can do, and who else may do it
  'platform.administrator': [
    'reviews.view',
    'reviews.decide',
    'inspections.view',
    'inspections.manage',
    'inspections.decide',
    'workspaces.suspend',
    'isos.manage',
    'test_accounts.manage',
    'events.retry',
    'messages.view',
    'messages.send',
    'agreements.publish',
    'team.manage',
  ],
  'platform.reviewer': ['reviews.view', 'reviews.decide'],
  'platform.inspections': ['inspections.view', 'inspections.manage', 'inspections.decide'],
  'platform.operations': [
    'workspaces.suspend',
    'isos.manage',
    'test_accounts.manage',
    'events.retry',
    'messages.view',
    'messages.send',
    'agreements.publish',
  ],
  // the matrix of requirements D5
  'partner.developer_admin': [
    ...applying,
    'applications.launch',
    'products.launch',
    'merchants.invite',
  ],
  'partner.developer': ['applications.view', 'sandbox.develop', 'sandbox.accept'],
  'partner.merchant_onboarding': ['merchants.invite'],
  'partner.developer_on_trial': applying,
}

/** Those that members can have. */
export const predefinedRoles: {
  _id: RoleId
  workspaceKind: WorkspaceKind
  name: string
  permissions: Permission[]
}[] = rolesOfKinds.flatMap(({ _id, kind, name }) => {
  const permissions = heldByRole[_id]
  return permissions && (kind === 'iso' || kind === 'platform')
    ? [{ _id, workspaceKind: kind, name, permissions }]
    : []
})

/** Of these each workspace keeps one person. */
export const managingRoles: readonly string[] = rolesOfKinds.flatMap(({ _id, lasting }) =>
  lasting ? [_id] : [],
)

interface Wanted {
  roles: readonly string[]
  access?: Access | undefined
}

/**
 * What a member of such a workspace cannot have: roles of another kind, restrictions that its kind does not know, or that
 * leave nothing.
 * @param custom ids of the roles that the workspace has made itself
 * @returns names of the fields, such as `roles.0` or `access.regions`
 */
export function invalidFieldsOf(
  kind: WorkspaceKind,
  { roles, access = {} }: Wanted,
  custom: readonly string[] = [],
): string[] {
  const known = predefinedRoles.filter(({ workspaceKind }) => workspaceKind === kind)
  const ids: readonly string[] = [...known.map(({ _id }) => _id), ...custom]
  const wrongRoles = roles.flatMap((role, at) => (ids.includes(role) ? [] : [`roles.${at}`]))
  const wrongAccess = Object.entries(access).flatMap(([to, list]: [string, string[]]) => {
    const isKnown = canBeRestrictedTo(kind, to) && list.length > 0
    const areRegions = to !== 'regions' || list.every((one) => asRegion.test(one))
    return isKnown && areRegions ? [] : [`access.${to}`]
  })
  return [...wrongRoles, ...wrongAccess]
}

/** What a member reaches of what the workspace does. */
export function scopeOf(
  workspace: { _id: string; kind: WorkspaceKind },
  access: Access = {},
): Scope {
  const { _id, kind } = workspace
  const whole = kind === 'iso' ? scopeOfIso(_id) : scopeOfPlatform(_id)
  const { isos = whole.isos, regions = whole.regions } = access
  return { ...whole, isos: kind === 'iso' ? whole.isos : isos, regions }
}

/** Union of what the roles hold; what is no permission (any more) in this kind of workspace is dropped. */
export function unionOfPermissions(
  roles: { permissions: string[] }[],
  kind: WorkspaceKind,
): Permission[] {
  const held = new Set(roles.flatMap((role) => role.permissions))
  return allPermissions.filter((one) => held.has(one) && isOfKind(one, kind))
}
