/** What operators may do with texts and agreements. */
import type { Caller } from '../http/callers.ts'
import { callersOf, mayCall, type Policy } from '../http/policy.ts'
import { agreeForIso } from './contract/iso.ts'
import { publishVersion } from './contract/platform.ts'

/** A text concerns every ISO: an operator who is restricted to some neither reads nor changes it here. */
export const reachesAll = ({ scope }: Caller): boolean =>
  scope !== undefined && scope.isos === 'all' && scope.regions === 'all'

export const textPolicy = {
  publish: (me) => mayCall(me, publishVersion) && reachesAll(me),
} satisfies Policy<string, object>

export const isoAgreementPolicy = {
  agree: callersOf(agreeForIso),
} satisfies Policy<string, { iso: string }>
