/** Marketing Codes: their states, and what a person is told of one. */
import { machine, type StepOf } from '../states/machine.ts'
import type { codeVerdicts } from './contract.ts'

export const codeStatuses = ['issued', 'bound', 'active', 'retired'] as const
export type CodeStatus = (typeof codeStatuses)[number]

export const codeMachine = machine({
  states: codeStatuses,
  steps: {
    issue: { from: ['none'], to: 'issued' },
    /** Put up at a spot that was sent in. */
    bind: { from: ['issued'], to: 'bound' },
    /** Taken out of a spot that was not approved. */
    release: { from: ['bound'], to: 'issued' },
    /** The spot is approved. */
    activate: { from: ['bound'], to: 'active' },
    /** An approved spot was changed and is reviewed again. */
    reopen: { from: ['active'], to: 'bound' },
    /** Lost, damaged, or taken out of an approved spot. */
    retire: { from: ['issued', 'bound', 'active'], to: 'retired' },
  },
})
export type CodeStep = Exclude<StepOf<typeof codeMachine>, 'issue'>

export type CodeVerdict = (typeof codeVerdicts)[number]

/**
 * What a person of this ISO is told about a code: another ISO's is as unknown as one that does not exist.
 * @param code undefined when there is none
 */
export function codeVerdict(
  code: { iso: string; status: CodeStatus; submission: string | null } | undefined | null,
  iso: string,
  submission: string | undefined,
): CodeVerdict {
  if (!code || code.iso !== iso) return 'unknown'
  if (code.status === 'issued') return 'free'
  const stands = code.status === 'bound' || code.status === 'active'
  return stands && submission !== undefined && code.submission === submission ? 'mine' : 'taken'
}
