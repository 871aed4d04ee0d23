/**
 * Step-up: before an endpoint that declares `stepUp`, the caller proves their identity again. The proof is valid for that
 * endpoint in that session (decision 065).
 */
import { refuse } from '../errors.ts'
import type { Anyone, Caller } from './callers.ts'
import type { Endpoint } from './contract.ts'

interface StepUps {
  /** Whether the session has proven it for the act a short time ago. */
  isFresh(sessionId: string, act: string): Promise<boolean>
}

let stepUps: StepUps | undefined
let acts: ReadonlySet<string> = new Set()

/** The app says who knows of proofs, and which endpoints there are. */
export function stepUpBy(known: StepUps, endpoints: readonly Endpoint[]): void {
  stepUps = known
  acts = new Set(endpoints.flatMap(({ name, stepUp }) => (stepUp ? [name] : [])))
}

/** Whether an endpoint of that name asks for a step-up. */
export const isStepUpAct = (act: string): boolean => acts.has(act)

/** @throws Refusal `step_up_needed` with what has to be proven and for which act */
export async function mustHaveSteppedUp(
  me: Caller | Anyone,
  { name, stepUp }: Pick<Endpoint, 'name' | 'stepUp'>,
): Promise<void> {
  if (!stepUp) return
  const isFresh = me.kind === 'operator' && (await stepUps?.isFresh(me.sessionId, name))
  if (!isFresh) refuse('step_up_needed', { about: { stepUp, act: name } })
}
