/** Which Marketing Codes change when a submission does. */
import type { ItemStatus } from '../contract/content.ts'

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
