/** What stands before a visit: the policy that the person has to agree to, or the ISO that has not agreed yet. */
import type { OwnAgreements, OwnPolicy } from '../../../service/agreements/contract/own.ts'
import type { Agreement } from './agreements.ts'

/** The version that counts for a product at a moment: of those that have begun, the last. */
export function policyAt(
  standing: OwnAgreements | undefined,
  product: string,
  now: number,
): OwnPolicy | undefined {
  return standing?.policies
    .filter((one) => one.product === product && Date.parse(one.from) <= now)
    .pop()
}

export const policyNow = (standing: OwnAgreements | undefined, product: string) =>
  policyAt(standing, product, Date.now())

/** Whether the person has agreed to it, also where the service has not heard of it yet. */
export const isAgreed = (policy: OwnPolicy, here: readonly Agreement[]): boolean =>
  policy.agreed ||
  here.some(({ text, version }) => text === policy.text && version >= policy.version)

/** Whether staff of the ISO may promote at a moment. */
export const mayIso = ({ agreed, until }: OwnAgreements['iso'], now: number): boolean =>
  agreed || (until !== null && now < Date.parse(until))

export type Gate = 'open' | 'policy' | 'iso'

/** Where nothing is known, as on a phone that has never heard it, the gate is open: the service asks when it is sent. */
export function gateOf(
  standing: OwnAgreements | undefined,
  product: string,
  { here, now }: { here: readonly Agreement[]; now: number },
): Gate {
  if (!standing) return 'open'
  if (!mayIso(standing.iso, now)) return 'iso'
  const policy = policyAt(standing, product, now)
  return policy && !isAgreed(policy, here) ? 'policy' : 'open'
}
