/** Every permission that a role can hold, and how endpoints ask for them. */

/** Kinds of workspaces that exist so far. */
export type WorkspaceKind = 'iso' | 'platform'

/** Every kind of workspace, those of parts to come included. */
export type KindName = WorkspaceKind | 'merchant' | 'isv' | 'partner'

/** Each permission with the kinds of workspaces whose roles can hold it. */
export const permissions = {
  'staff.view': ['iso'],
  'staff.add': ['iso'],
  'staff.decide': ['iso'],
  'staff.remove': ['iso'],
  'staff.export': ['iso'],
  'promotions.view': ['iso'],
  'codes.view': ['iso'],
  'codes.manage': ['iso'],
  'reviews.view': ['platform'],
  'reviews.decide': ['platform'],
  'inspections.view': ['platform'],
  'inspections.manage': ['platform'],
  'inspections.decide': ['platform'],
  'events.retry': ['platform'],
  'workspaces.suspend': ['platform'],
  'isos.manage': ['platform'],
  'test_accounts.assign': ['iso'],
  'test_accounts.manage': ['platform'],
  'messages.view': ['iso', 'platform'],
  'messages.send': ['iso', 'platform'],
  'workspace.configure': ['iso'],
  'agreements.sign': ['iso'],
  'agreements.publish': ['platform'],
  'team.manage': ['platform'],
  // of the Developer Center (requirements D5)
  'applications.create': ['partner'],
  'applications.modify': ['partner'],
  'applications.launch': ['partner'],
  'applications.delete': ['partner'],
  'applications.view': ['partner'],
  'products.add': ['partner'],
  'products.remove': ['partner'],
  'products.launch': ['partner'],
  'sandbox.develop': ['partner'],
  'sandbox.accept': ['partner'],
  'production.configure': ['partner'],
  'merchants.invite': ['partner'],
} as const satisfies Record<string, readonly KindName[]>

export type Permission = keyof typeof permissions

export const allPermissions = Object.keys(permissions) as [Permission, ...Permission[]]

/** Whether roles of such a workspace can hold it. */
export function isOfKind(one: Permission, kind: KindName): boolean {
  const kinds: readonly KindName[] = permissions[one]
  return kinds.includes(kind)
}

/** What a caller must hold: one right, at least one of several, or all of them. */
export type Right =
  | Permission
  | { any: readonly [Permission, ...Permission[]] }
  | { all: readonly [Permission, ...Permission[]] }

/** Every permission that a right names. */
export function permissionsIn(right: Right): readonly Permission[] {
  if (typeof right === 'string') return [right]
  return 'any' in right ? right.any : right.all
}

/** A set of permissions. */
export interface Held {
  has(permission: Permission): boolean
}

/** Whether these permissions are enough; nothing is asked where there is no right. */
export function isEnough(held: Held, right: Right | undefined): boolean {
  if (right === undefined) return true
  const isHeld = (one: Permission) => held.has(one)
  const named = permissionsIn(right)
  return typeof right !== 'string' && 'any' in right ? named.some(isHeld) : named.every(isHeld)
}
