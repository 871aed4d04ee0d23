/** Which workspace a command is about. */
import { isRefusal } from '../../service/errors.ts'
import { workspaceMeant } from '../../service/workspaces/actions/set-up.ts'
import type { Workspace } from '../../service/workspaces/model.ts'
import { Refused } from './command.ts'

/** `platform`, or the id or the e-mail of an ISO. @throws Refused */
export async function workspaceCalled(text: string): Promise<Workspace> {
  try {
    return await workspaceMeant(text)
  } catch (error) {
    if (!isRefusal(error, 'not_found')) throw error
    throw new Refused(
      'no_such_workspace',
      text === 'platform'
        ? 'There is no platform yet: make it with platform:create.'
        : `No ISO has the id or the e-mail ${text}.`,
    )
  }
}

/** @throws Refused, for the platform too */
export async function isoCalled(text: string): Promise<Workspace> {
  if (text === 'platform') throw new Refused('no_such_workspace', 'The platform is no ISO.')
  return workspaceCalled(text)
}
