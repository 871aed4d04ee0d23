/** Marketing Codes: their states, what a person is told of one, and which change when a submission does. */
import { machine, type StepOf } from '../../states/machine.ts'
import type { codeVerdicts } from '../contract/codes.ts'
import type { ItemStatus } from '../contract/content.ts'

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

interface Spot {
  codes: readonly string[]
  verdict: { status: ItemStatus }
}

/** Codes of a submission by the state of the spot they are at. */
function byCode(spots: readonly Spot[]): Map<string, ItemStatus> {
  return new Map(
    spots.flatMap(({ codes, verdict }) => codes.map((code) => [code, verdict.status] as const)),
  )
}

/** Which codes take which step when the spots of a submission become other ones. */
export function codeMoves(
  before: readonly Spot[],
  after: readonly Spot[],
): Record<'bind' | 'release' | 'reopen' | 'retire', string[]> {
  const [was, is] = [byCode(before), byCode(after)]
  const gone = [...was].filter(([code]) => !is.has(code))
  const only = (wanted: (status: ItemStatus) => boolean) =>
    gone.filter(([, status]) => wanted(status)).map(([code]) => code)
  return {
    bind: [...is.keys()].filter((code) => !was.has(code)),
    release: only((status) => status !== 'approved'),
    retire: only((status) => status === 'approved'),
    reopen: [...is]
      .filter(([code, status]) => was.get(code) === 'approved' && status !== 'approved')
      .map(([code]) => code),
  }
}
