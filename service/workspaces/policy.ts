/** What operators may do to an ISO as a whole: those of the platform, and its own. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, type Policy, type Rule } from '../http/policy.ts'
import type { Endpoint } from '../http/contract.ts'
import { replaceIsoJoinCode, setWorkspaceSettings } from './contract/settings.ts'
import { resumeWorkspace, suspendWorkspace, type Iso, type IsoStatus } from './contract/isos.ts'

interface WithId {
  _id: string
}

const about =
  (endpoint: Endpoint): Rule<WithId> =>
  (me, { _id }) =>
    callersOf(endpoint)(me, { iso: _id })

export const isoPolicy = {
  // by its own operators: it is for all of the ISO
  replace_join_code: about(replaceIsoJoinCode),
  change_settings: about(setWorkspaceSettings),
  suspend: about(suspendWorkspace),
  resume: about(resumeWorkspace),
} satisfies Policy<string, WithId>

export function abilitiesFor(me: Caller, iso: WithId & { status: IsoStatus }): Iso['abilities'] {
  return abilities(me, isoPolicy, iso, {
    verbs: ['suspend', 'resume'],
    when: (verb) => (iso.status === 'active') === (verb === 'suspend'),
  })
}
