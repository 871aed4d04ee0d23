/** What operators may do to an ISO as a whole: those of the platform, and its own. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, type Policy, type Rule } from '../http/policy.ts'
import type { Endpoint } from '../http/contract.ts'
import { replaceIsoJoinCode, setWorkspaceSettings } from './contract/settings.ts'
import {
  resumeWorkspace,
  setIsoCountry,
  setIsoOrder,
  suspendWorkspace,
  type Iso,
  type IsoStatus,
} from './contract/isos.ts'

interface WithId {
  _id: string
  country?: string
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
  set_country: about(setIsoCountry),
  // by a regional coordinator too, whose region the country is
  set_order: (me, { _id, country }) =>
    callersOf(setIsoOrder)(me, { iso: _id, ...(country && { region: country }) }),
} satisfies Policy<string, WithId>

/** In which state it can be done; what is not named can be done in each. */
const stateFor: Partial<Record<string, IsoStatus>> = { suspend: 'active', resume: 'suspended' }

export function abilitiesFor(me: Caller, iso: WithId & { status: IsoStatus }): Iso['abilities'] {
  return abilities(me, isoPolicy, iso, {
    verbs: ['suspend', 'resume', 'set_order', 'set_country'],
    when: (verb) => (stateFor[verb] ?? iso.status) === iso.status,
  })
}
