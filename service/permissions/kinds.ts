/** Kinds of workspaces: how they come to be, their predefined roles, and what the access of a member can be restricted to. */
import type { KindName } from './contract.ts'

interface KindOfWorkspace {
  comesBy: 'command' | 'onboarding' | 'issued accounts'
  /** By their stored ids. */
  roles: Record<string, PredefinedRole>
  /** What a member can be restricted to a part of. */
  restrictions: readonly Restriction[]
}

export interface PredefinedRole {
  name: string
  /** One person with such a role stays: they can neither be removed nor lose it. */
  lasting?: true
}

export type Restriction = 'isos' | 'regions' | 'merchants' | 'applications'

const lasting = true

/**
 * Roles without rights so far are those of parts that do not exist yet (`service/team/rules.ts` says what each holds).
 * Custom roles exist beside these in every kind: they are rows with the id of their workspace.
 */
export const workspaceKinds = {
  iso: {
    comesBy: 'onboarding',
    roles: {
      'iso.owner': { name: 'Owner', lasting },
      // until onboarding makes owners it is an admin who stays (requirements C7)
      'iso.admin': { name: 'Admin', lasting },
      'iso.finance': { name: 'Finance' },
      'iso.operations': { name: 'Operations' },
      'iso.developer': { name: 'Developer' },
      'iso.data_analytics': { name: 'Data Analytics' },
    },
    restrictions: ['regions'],
  },
  merchant: {
    comesBy: 'onboarding',
    roles: {
      'merchant.owner': { name: 'Owner', lasting },
      'merchant.master': { name: 'Master' },
      'merchant.developer': { name: 'Developer' },
    },
    restrictions: ['merchants'],
  },
  isv: {
    comesBy: 'onboarding',
    roles: {
      'isv.owner': { name: 'Owner', lasting },
      'isv.master': { name: 'Master' },
      'isv.developer': { name: 'Developer' },
    },
    restrictions: ['merchants'],
  },
  partner: {
    comesBy: 'issued accounts',
    roles: {
      'partner.developer_admin': { name: 'Developer Admin', lasting },
      'partner.developer': { name: 'Developer' },
      'partner.merchant_onboarding': { name: 'Merchant Onboarding' },
      'partner.developer_on_trial': { name: 'Developer (on trial)' },
    },
    restrictions: ['applications'],
  },
  platform: {
    comesBy: 'command',
    roles: {
      'platform.administrator': { name: 'Administrator', lasting },
      'platform.reviewer': { name: 'Reviewer' },
      'platform.inspections': { name: 'Inspections' },
      'platform.operations': { name: 'Operations' },
      'platform.solution_architect': { name: 'Solution Architect' },
      'platform.onboarding': { name: 'Onboarding' },
    },
    // regions for the coordinators of requirements B11
    restrictions: ['isos', 'regions'],
  },
} as const satisfies Record<KindName, KindOfWorkspace>

/** Ids of the predefined roles of all kinds. */
export type RoleId = {
  [K in KindName]: keyof (typeof workspaceKinds)[K]['roles'] & string
}[KindName]

/** Every predefined role, in the order of the table. */
export const rolesOfKinds: { _id: RoleId; kind: KindName; name: string; lasting: boolean }[] =
  Object.entries(workspaceKinds).flatMap(([kind, { roles }]) =>
    Object.entries(roles as Record<string, PredefinedRole>).map(([_id, role]) => ({
      _id: _id as RoleId,
      kind: kind as KindName,
      name: role.name,
      lasting: role.lasting ?? false,
    })),
  )

/** Whether members of such a workspace can be restricted to a part of these. */
export function canBeRestrictedTo(kind: KindName, to: string): to is Restriction {
  const known: readonly string[] = workspaceKinds[kind].restrictions
  return known.includes(to)
}
