/** Marketing Codes change hands: issued to an ISO, and moved along with the submission they stand in. */
import { clock } from '../../clock.ts'
import { updateRows } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { besides } from '../../http/scope.ts'
import { record } from '../../outbox/record.ts'
import { codeFromQr } from '../shared.ts'
import type { RefusedCodes } from '../contract.ts'
import { MarketingCodes, withoutSigns, type StoredCode } from '../model.ts'
import { stepOf } from '../../states/machine.ts'
import { shiftAll } from '../../states/move.ts'
import { codeMachine, codeVerdict, type CodeStep, type CodeVerdict } from '../rules.ts'
import { codesIssued } from '../events.ts'

/** Entries kept of a code's history; the events have the rest. */
export const longestHistory = 20

/** What a person of this ISO is told about each of these codes. */
export async function verdictsOf(
  codes: readonly string[],
  iso: string,
  submission: string | undefined,
): Promise<{ code: string; verdict: CodeVerdict }[]> {
  if (!codes.length) return []
  const found = await MarketingCodes.find(
    { _id: { $in: [...codes] } },
    { iso: 1, status: 1, submission: 1 },
  ).lean()
  const byCode = new Map(found.map((code) => [code._id, code]))
  return codes.map((code) => ({
    code,
    verdict: codeVerdict(byCode.get(code), iso, submission),
  }))
}

/**
 * The codes of this ISO that are written with other hyphens than these, or with none: what was written to what is
 * printed. Those that may be two are left out.
 */
export async function printedCodes(
  written: readonly string[],
  iso: string,
): Promise<Map<string, string>> {
  if (!written.length) return new Map()
  const found = await MarketingCodes.find({ iso, _id: { $in: [...written] } }, { _id: 1 })
    .collation(withoutSigns)
    .lean()
  const signless = (code: string) => code.replaceAll('-', '')
  return new Map(
    written.flatMap((code) => {
      const same = found.filter(({ _id }) => signless(_id) === signless(code))
      return same.length === 1 && same[0] ? [[code, same[0]._id] as const] : []
    }),
  )
}

/** The same for one code that was scanned or typed: an unknown one may be written without its hyphens. */
export async function verdictOn(
  code: string,
  iso: string,
  submission: string | undefined,
): Promise<{ code: string; verdict: CodeVerdict }> {
  const [found] = await verdictsOf([code], iso, submission)
  if (found && found.verdict !== 'unknown') return found
  const printed = (await printedCodes([code], iso)).get(code)
  const [other] = printed ? await verdictsOf([printed], iso, submission) : []
  return other ?? { code, verdict: 'unknown' }
}

/** @throws Refusal `code_unknown`, `code_taken` telling which codes and why */
export async function mustBeUsable(
  codes: readonly string[],
  iso: string,
  submission: string,
): Promise<void> {
  const verdicts = await verdictsOf(codes, iso, submission)
  const wrong = verdicts.filter(({ verdict }) => verdict !== 'free' && verdict !== 'mine')
  if (!wrong.length) return
  const unknown = wrong.some(({ verdict }) => verdict === 'unknown')
  const about: RefusedCodes = { codes: wrong }
  refuse(unknown ? 'code_unknown' : 'code_taken', { about: { ...about } })
}

/** The submission that codes stand in, and the region of its store. */
interface Holder {
  iso: string
  _id: string
  region?: string | null
}

/**
 * Takes a step with each of the codes that can take it, in the open transaction.
 * @returns how many did
 */
export async function moveCodes(
  step: CodeStep,
  codes: readonly string[],
  { iso, _id, region }: Holder,
): Promise<number> {
  const now = clock.now()
  const { to } = stepOf(codeMachine, step)
  const isFreed = step === 'release'
  const submission = isFreed ? null : _id
  // of a visit that an earlier release has written it is filled in later
  const where = isFreed ? { region: null } : region === undefined ? {} : { region }
  return shiftAll(MarketingCodes, codeMachine, codes, step, {
    where: { iso, ...(step === 'bind' ? {} : { submission: _id }) },
    set: { submission, ...where, at: now },
    push: { history: { $each: [{ status: to, submission, at: now }], $slice: -longestHistory } },
  })
}

/**
 * Binds codes to a submission, all or none, in the open transaction.
 * @throws Refusal `code_unknown`, `code_taken` when another submission was faster
 */
export async function bindCodes(codes: readonly string[], submission: Holder): Promise<void> {
  const bound = await moveCodes('bind', codes, submission)
  if (bound === codes.length) return
  await mustBeUsable(codes, submission.iso, submission._id)
  refuse('code_taken', { about: { codes: [] } })
}

/** Codes that stay where they are follow its store to another region, in the open transaction. */
export async function followRegion(
  codes: readonly string[],
  { iso, _id, region = null }: Holder,
): Promise<void> {
  if (!codes.length) return
  await updateRows(
    MarketingCodes,
    { iso, _id: { $in: [...codes] }, submission: _id },
    { $set: { region } },
  )
}

/** Those of the codes that are bound to this submission, and not active yet. */
export function boundTo(
  submission: { iso: string; _id: string },
  codes: readonly string[],
): Promise<string[]> {
  return MarketingCodes.distinct('_id', {
    ...besides(submission),
    _id: { $in: [...codes] },
    submission: submission._id,
    status: 'bound',
  })
}

/**
 * Puts printed codes on the list of an ISO. Codes that are on a list already stay where they are.
 * @param codes at most 1,000, as printed or as written down by hand
 * @returns how many were new
 * @throws Refusal `bad_input` naming those that are no codes
 */
export async function issueCodes(
  iso: string,
  codes: readonly string[],
  by: Actor,
): Promise<number> {
  const now = clock.now()
  const read = codes.map((code) => codeFromQr(code))
  const wrong = read.flatMap((code, index) =>
    code ? [] : [{ field: `codes.${index}`, rule: 'is no Marketing Code' }],
  )
  if (wrong.length) refuse('bad_input', { fields: wrong.slice(0, 50) })
  const printed = read.filter((code) => code !== null)
  return transaction(async () => {
    const there = await MarketingCodes.find({ _id: { $in: printed } }, { _id: 1 }).lean()
    const known = new Set(there.map(({ _id }) => _id))
    const rows: StoredCode[] = [...new Set(printed)]
      .filter((code) => !known.has(code))
      .map((code) => ({
        _id: code,
        iso,
        status: 'issued',
        submission: null,
        at: now,
        history: [{ status: 'issued', submission: null, at: now }],
      }))
    if (!rows.length) return 0
    await MarketingCodes.insertMany(rows, { lean: true })
    await record(codesIssued, {
      tenant: iso,
      id: iso,
      by,
      data: { count: rows.length },
    })
    return rows.length
  })
}
