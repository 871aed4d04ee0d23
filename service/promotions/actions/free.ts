/** Frees Marketing Codes that hang on a rejected spot of a person who has left the ISO. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type IsoOperator } from '../../http/callers.ts'
import { allow } from '../../http/policy.ts'
import { besides, within } from '../../http/scope.ts'
import { boundTo, moveCodes } from '../../marketing-codes/actions/codes.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers } from '../../staff/model.ts'
import { Submissions, type StoredSubmission } from '../model.ts'
import { submissionPolicy } from '../policy.ts'
import { codesFreed } from '../events.ts'

/** Codes that can no longer be taken out of their spot, by spot: it is rejected, and its person has left. */
export async function stuckCodes(
  submission: StoredSubmission,
): Promise<{ spot: string; codes: string[] }[]> {
  const { staff, spots } = submission
  const rejected = spots.filter(({ verdict }) => verdict.status === 'rejected')
  const codes = rejected.flatMap((spot) => spot.codes)
  if (!codes.length) return []
  if (await StaffMembers.exists({ ...besides(submission), _id: staff, status: 'associated' }))
    return []
  const stuck = new Set(await boundTo(submission, codes))
  return rejected
    .map((spot) => ({ spot: spot.id, codes: spot.codes.filter((code) => stuck.has(code)) }))
    .filter((spot) => spot.codes.length > 0)
}

/**
 * Frees the codes of one spot, so that they can be bound again; the submission records the person and the reason.
 * @throws Refusal `not_found` for a spot that is not there, `wrong_state` when nothing of it is stuck (any more)
 */
export async function freeCodes(
  id: string,
  { spot, reason }: { spot: string; reason: string },
  me: IsoOperator,
): Promise<StoredSubmission> {
  return transaction(async () => {
    const submission =
      (await Submissions.findOne({ _id: id, ...within(me.scope) }).lean()) ?? refuse('not_found')
    allow(me, submissionPolicy, 'free_codes', submission)
    if (!submission.spots.some((one) => one.id === spot)) refuse('not_found')
    const stuck = (await stuckCodes(submission)).find((one) => one.spot === spot)
    if (!stuck) refuse('wrong_state')
    const { codes } = stuck
    await moveCodes('release', codes, submission)
    const freed = { spot, codes, by: me.id, name: me.name, reason, at: clock.now() }
    const { iso, revision, status } = submission
    const changed = await Submissions.findOneAndUpdate(
      { _id: id, iso, revision, status },
      { $push: { freed } },
      { returnDocument: 'after' },
    ).lean()
    if (!changed) refuse('wrong_state')
    await record(codesFreed, {
      tenant: iso,
      id,
      staff: submission.staff,
      regions: submission.region ? [submission.region] : [],
      by: actorOf(me),
      data: { revision, spot, codes },
    })
    return changed
  })
}
