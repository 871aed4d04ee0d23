/** Marketing Codes: their states, and what a person is told of one. */
import { machine, type StepOf } from '../states/machine.ts'
import { codeStatuses, type CodeStatus, type codeVerdicts } from './contract.ts'

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

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * The range of codes that begin so, compared without their hyphens (`withoutSigns`): up to the next beginning of the
 * same length, as no sign is sure to come after all letters there. Undefined where nothing is asked for.
 */
export function startingWith(search: string): { $gte: string; $lt?: string } | undefined {
  const start = search
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
  if (!start) return undefined
  // no code has such letters
  if (/[^A-Z0-9]/.test(start)) return { $gte: start, $lt: start }
  // after Z comes the next letter before it
  const stem = start.replace(/Z+$/, '')
  const next = letters[letters.indexOf(stem.at(-1) ?? 'Z') + 1]
  return { $gte: start, ...(next && { $lt: stem.slice(0, -1) + next }) }
}
