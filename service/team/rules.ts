/** Predefined roles (requirements C2) and how the rights of a member come together. */
import {
  allPermissions,
  isOfKind,
  type Permission,
  type WorkspaceKind,
} from '../permissions/contract.ts'

export const predefinedRoles: {
  _id: string
  workspaceKind: WorkspaceKind
  name: string
  permissions: Permission[]
}[] = [
  {
    _id: 'iso.admin',
    workspaceKind: 'iso',
    name: 'Admin',
    permissions: [
      'staff.view',
      'staff.add',
      'staff.decide',
      'staff.remove',
      'staff.export',
      'promotions.view',
      'test_accounts.assign',
      'messages.view',
      'messages.send',
      'workspace.configure',
    ],
  },
  {
    // ★ all that the platform can do, and who else may do it
    _id: 'platform.administrator',
    workspaceKind: 'platform',
    name: 'Administrator',
    permissions: [
      'reviews.view',
      'reviews.decide',
      'inspections.view',
      'inspections.manage',
      'inspections.decide',
      'workspaces.suspend',
      'test_accounts.manage',
      'events.retry',
      'messages.view',
      'messages.send',
      'team.manage',
    ],
  },
  {
    _id: 'platform.reviewer',
    workspaceKind: 'platform',
    name: 'Reviewer',
    permissions: ['reviews.view', 'reviews.decide'],
  },
  {
    _id: 'platform.inspections',
    workspaceKind: 'platform',
    name: 'Inspections',
    permissions: ['inspections.view', 'inspections.manage', 'inspections.decide'],
  },
  {
    _id: 'platform.operations',
    workspaceKind: 'platform',
    name: 'Operations',
    permissions: [
      'workspaces.suspend',
      'test_accounts.manage',
      'events.retry',
      'messages.view',
      'messages.send',
    ],
  },
]

/** Of these each workspace keeps one person. */
export const managingRoles = ['platform.administrator', 'iso.admin'] as const

/** Union of what the roles hold; what is no permission (any more) in this kind of workspace is dropped. */
export function unionOfPermissions(
  roles: { permissions: string[] }[],
  kind: WorkspaceKind,
): Permission[] {
  const held = new Set(roles.flatMap((role) => role.permissions))
  return allPermissions.filter((one) => held.has(one) && isOfKind(one, kind))
}
