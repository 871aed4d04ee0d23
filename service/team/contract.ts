/** Roles and the permissions they hold, as callers see them. */
import * as z from 'zod/mini'
import { named } from '../http/contract.ts'

/** Every verb that a role can hold. */
export const permissions = [
  'staff.view',
  'staff.add',
  'staff.decide',
  'staff.remove',
  'staff.export',
  'promotions.view',
  'reviews.view',
  'reviews.decide',
  'inspections.view',
  'inspections.manage',
  'inspections.decide',
  'events.retry',
  'workspaces.suspend',
  'test_accounts.assign',
  'test_accounts.manage',
  'messages.view',
  'messages.send',
  'workspace.configure',
  'team.manage',
] as const

export const permission = named('Permission', z.enum(permissions))
export type Permission = z.output<typeof permission>
