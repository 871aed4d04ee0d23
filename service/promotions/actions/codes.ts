/** Marketing Codes change hands: issued to an ISO, and moved along with the submission they stand in. */
import { clock } from '../../clock.ts'
import { updateRows } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import type { RefusedCodes } from '../contract.ts'
import { MarketingCodes, type StoredCode } from '../model.ts'
import { codeStep, codeVerdict, type CodeStep, type CodeVerdict } from '../rules/codes.ts'

/** Entries kept of a code's history; the events have the rest. */
const longestHistory = 20

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

/**
 * Takes a step with each of the codes that can take it, in the open transaction.
 * @returns how many did
 */
export async function moveCodes(
  step: CodeStep,
  codes: readonly string[],
  { iso, _id }: { iso: string; _id: string },
): Promise<number> {
  if (!codes.length) return 0
  const { from, to } = codeStep(step)
  const now = clock.now()
  const submission = step === 'release' ? null : _id
  return updateRows(
    MarketingCodes,
    {
      _id: { $in: [...codes] },
      iso,
      status: from.length === 1 ? from[0] : { $in: from },
      ...(step === 'bind' ? {} : { submission: _id }),
    },
    {
      $set: { status: to, submission, at: now },
      $push: {
        history: { $each: [{ status: to, submission, at: now }], $slice: -longestHistory },
      },
    },
  )
}

/**
 * Binds codes to a submission, all or none, in the open transaction.
 * @throws Refusal `code_unknown`, `code_taken` when somebody else was faster
 */
export async function bindCodes(
  codes: readonly string[],
  submission: { iso: string; _id: string },
): Promise<void> {
  const bound = await moveCodes('bind', codes, submission)
  if (bound === codes.length) return
  await mustBeUsable(codes, submission.iso, submission._id)
  refuse('code_taken', { about: { codes: [] } })
}

/**
 * Puts printed codes on the list of an ISO. Codes that are on a list already stay where they are.
 * @param codes at most 1,000, as printed
 * @returns how many were new
 */
export async function issueCodes(
  iso: string,
  codes: readonly string[],
  by: Actor,
): Promise<number> {
  const now = clock.now()
  return transaction(async () => {
    const there = await MarketingCodes.find({ _id: { $in: [...codes] } }, { _id: 1 }).lean()
    const known = new Set(there.map(({ _id }) => _id))
    const rows: StoredCode[] = [...new Set(codes)]
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
    await record('promotions.codes_issued', {
      tenant: iso,
      subject: { kind: 'workspace', id: iso },
      by,
      data: { count: rows.length },
    })
    return rows.length
  })
}
