/** Options that restrict an operator to a part of what the workspace does. */
import * as z from 'zod/mini'
import { invalidFieldsOf, type Access } from '../../service/team/rules.ts'
import type { Workspace } from '../../service/workspaces/model.ts'
import { WrongUsage, type Option } from './command.ts'
import { isoCalled } from './workspace.ts'

export const accessOptions: Record<'region' | 'iso', Option> = {
  region: {
    value: '<region>',
    about: 'only stores and staff there: SG, or TH-10 for one area (ISO 3166-2)',
    multiple: true,
  },
  iso: {
    value: '<which>',
    about: 'only this ISO, by its id or e-mail; for the platform',
    multiple: true,
  },
}

export const accessInput = {
  region: z._default(z.array(z.string().check(z.trim(), z.toUpperCase())), []),
  iso: z._default(z.array(z.string()), []),
}

/** @returns undefined where nothing is restricted @throws WrongUsage, Refused for an ISO that is not there */
export async function accessMeant(
  workspace: Workspace,
  { region, iso }: { region: string[]; iso: string[] },
): Promise<Access | undefined> {
  const isos: string[] = []
  for (const which of iso) isos.push((await isoCalled(which))._id)
  const access: Access = {
    ...(isos.length ? { isos: [...new Set(isos)] } : {}),
    ...(region.length ? { regions: [...new Set(region)] } : {}),
  }
  if (!Object.keys(access).length) return undefined
  const wrong = invalidFieldsOf(workspace.kind, { roles: [], access })
  if (wrong.includes('access.isos')) {
    throw new WrongUsage(['--iso: only operators of the platform can be restricted to ISOs'])
  }
  if (wrong.length) throw new WrongUsage(['--region: must be like SG or TH-10'])
  return access
}

/** What to say of it. */
export function accessWords({ isos, regions }: Access = {}): string {
  const parts = [
    ...(isos ? [`${isos.length} ${isos.length === 1 ? 'ISO' : 'ISOs'}`] : []),
    ...(regions ? [`the regions ${regions.join(', ')}`] : []),
  ]
  return parts.length ? `restricted to ${parts.join(' and ')}` : 'without restrictions'
}
