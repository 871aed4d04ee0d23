/** Whole lists of Marketing Codes: put on the list of an ISO, or taken out of use permanently. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { codeFromQr } from '../shared.ts'
import { MarketingCodes, type StoredCode } from '../model.ts'
import { statesBefore } from '../../states/machine.ts'
import { shiftAll } from '../../states/move.ts'
import type { CodeStatus } from '../contract.ts'
import { codeMachine } from '../rules.ts'
import { issueCodes, longestHistory } from './codes.ts'
import { codesRetired } from '../events.ts'

/** Codes of one transaction. */
const batch = 1_000

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += batch) yield all.slice(from, from + batch)
}

/** @throws Refusal `bad_input` naming lines that hold no code, counted from 1 */
function readCodes(lines: readonly string[]): string[] {
  const read = lines.map((line) => codeFromQr(line))
  const fields = read.flatMap((code, index) =>
    code ? [] : [{ field: String(index + 1), rule: 'is no Marketing Code' }],
  )
  if (fields.length) refuse('bad_input', { fields: fields.slice(0, 50) })
  return [...new Set(read.flatMap((code) => code ?? []))]
}

export interface Issued {
  /** Different codes in what was given. */
  given: number
  issued: number
  /** On the list of this ISO before. */
  known: number
  /** On the list of another ISO, where they stay. */
  elsewhere: string[]
}

/**
 * Puts codes on the list of an ISO, a thousand at a time: cut off and given again, it does the rest.
 * @throws Refusal `bad_input` before anything is done
 */
export async function issueList(iso: string, lines: readonly string[], by: Actor): Promise<Issued> {
  const codes = readCodes(lines)
  let issued = 0
  const elsewhere: string[] = []
  for (const some of batches(codes)) {
    issued += await issueCodes(iso, some, by)
    const others = await MarketingCodes.find(
      { _id: { $in: some }, iso: { $ne: iso } },
      { _id: 1 },
    ).lean()
    elsewhere.push(...others.map(({ _id }) => _id))
  }
  return { given: codes.length, issued, known: codes.length - issued - elsewhere.length, elsewhere }
}

export interface Retired {
  given: number
  retired: number
  /** Retired before. */
  before: number
  /** On no list. */
  unknown: string[]
  /** At a spot, and left there, as that was not allowed. */
  inUse: string[]
}

/**
 * Takes codes out of use: lost, damaged, printed wrongly. A retired code is never used again.
 * @param inUse whether those that stand at a spot are retired as well
 * @throws Refusal `bad_input` before anything is done
 */
export async function retireList(
  lines: readonly string[],
  { inUse, by }: { inUse: boolean; by: Actor },
): Promise<Retired> {
  const codes = readCodes(lines)
  const from = statesBefore(codeMachine, 'retire')
  const { to } = codeMachine.steps.retire
  const may = inUse ? from : from.filter((status) => status === 'issued')
  const all: Retired = { given: codes.length, retired: 0, before: 0, unknown: [], inUse: [] }
  for (const some of batches(codes)) {
    const found = await MarketingCodes.find({ _id: { $in: some } }, { status: 1 }).lean()
    const statusOf = new Map(found.map(({ _id, status }) => [_id, status]))
    all.unknown.push(...some.filter((code) => !statusOf.has(code)))
    all.before += found.filter(({ status }) => status === to).length
    const retired = await retireSome(some, { may, to, by })
    all.retired += retired.size
    all.inUse.push(
      ...found.flatMap(({ _id, status }) => (status === to || retired.has(_id) ? [] : [_id])),
    )
  }
  return all
}

/** Retires those that are in one of the states. @returns which */
async function retireSome(
  codes: readonly string[],
  { may, to, by }: { may: readonly CodeStatus[]; to: CodeStatus; by: Actor },
): Promise<ReadonlySet<string>> {
  const at = clock.now()
  return transaction(async () => {
    const rows = await MarketingCodes.find({ _id: { $in: [...codes] }, status: { $in: [...may] } })
      .select({ iso: 1, submission: 1 })
      .lean<StoredCode[]>()
    const isos = Map.groupBy(rows, ({ iso }) => iso)
    for (const [iso, its] of isos) {
      // if another caller moves them meanwhile, the transaction runs again
      for (const [submission, same] of Map.groupBy(its, (code) => code.submission)) {
        const ids = same.map(({ _id }) => _id)
        const history = { $each: [{ status: to, submission, at }], $slice: -longestHistory }
        await shiftAll(MarketingCodes, codeMachine, ids, 'retire', {
          where: { iso },
          set: { at },
          push: { history },
        })
      }
      await record(codesRetired, {
        tenant: iso,
        id: iso,
        by,
        data: { count: its.length },
      })
    }
    return new Set(rows.map(({ _id }) => _id))
  })
}
