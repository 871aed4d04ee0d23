/** Who may decide an appeal: a reviewer other than the one whose decision it is against, where there is one. */
import { refuse } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import type { StoredSubmission } from '../../promotions/model.ts'
import { decide } from '../contract.ts'
import { membersWhoMay } from '../../team/actions/memberships.ts'
import { Members } from '../../team/model.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { decisionBefore } from '../rules.ts'

type Appealed = Pick<StoredSubmission, 'iso' | 'region' | 'status' | 'cause' | 'decisions'>

/** Whether an active member of the platform other than this account may decide about the submission. */
async function isThereAnother(account: string, about: Appealed): Promise<boolean> {
  const platforms = await Workspaces.find({ kind: 'platform', status: { $ne: 'suspended' } })
    .select({ _id: 1 })
    .lean()
  for (const { _id } of platforms) {
    const reviewers = await membersWhoMay(_id, decide, about)
    if (reviewers.some(({ member }) => member.account !== account)) return true
  }
  return false
}

/** A person may be a member of more than one workspace, with one account. */
async function isSamePerson(me: Operator, member: string): Promise<boolean> {
  if (member === me.id) return true
  const before = await Members.findById(member).select({ account: 1 }).lean()
  return before?.account === me.accountId
}

/**
 * How this reviewer stands to an appeal that waits: `other` than the reviewer of the first decision, the `same` with no
 * other reviewer, or `barred` because another reviewer can. Undefined for what is no appeal.
 */
export async function standingOf(
  me: Operator,
  submission: Appealed,
): Promise<'other' | 'same' | 'barred' | undefined> {
  const before = decisionBefore(submission)
  if (!before) return undefined
  if (!(await isSamePerson(me, before.by))) return 'other'
  return (await isThereAnother(me.accountId, submission)) ? 'barred' : 'same'
}

/**
 * @returns whether the appeal is decided by the reviewer of the first decision @throws Refusal `appeal_needs_another`
 */
export async function mustBeAnother(me: Operator, submission: Appealed): Promise<boolean> {
  const standing = await standingOf(me, submission)
  return standing === 'barred' ? refuse('appeal_needs_another') : standing === 'same'
}

/** Ids of the appeals against decisions of the caller, when another reviewer can decide them. */
export async function appealsLeftToOthers(
  me: Operator,
  submissions: readonly (Appealed & { _id: string })[],
): Promise<ReadonlySet<string>> {
  const appealed = submissions.filter((submission) => decisionBefore(submission))
  if (!appealed.length) return new Set()
  const mine = new Set([me.id, ...(await Members.distinct('_id', { account: me.accountId }))])
  const own = appealed.filter((submission) => mine.has(decisionBefore(submission)?.by ?? ''))
  const alike = Map.groupBy(own, ({ iso, region = '' }) => `${iso} ${region}`)
  const barred: string[] = []
  for (const submissions of alike.values()) {
    const [one] = submissions
    if (one && (await isThereAnother(me.accountId, one))) {
      barred.push(...submissions.map(({ _id }) => _id))
    }
  }
  return new Set(barred)
}
