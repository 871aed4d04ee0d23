/** `approve 3` and `reject 3`: the same as in the console, for the request that had this number in the list last shown. */
import { isRefusal } from '../../errors.ts'
import { findById } from '../actions/associate.ts'
import { approve, reject } from '../actions/decide.ts'
import type { StaffMember } from '../model.ts'
import { listRejectionReasons } from '../../rejection-reasons/actions.ts'
import type { StoredRejectionReason } from '../../rejection-reasons/model.ts'
import { meant, offeredOf, wordIn } from '../../rejection-reasons/rules.ts'
import { may, mayCall } from '../../http/policy.ts'
import { approveRequest } from '../contract/one.ts'
import { staffPolicy } from '../policy.ts'
import { ShownLists } from '../../notifications/model.ts'
import { say } from '../../texts/say.ts'
import type { Asker } from '../../notifications/people.ts'
import { decisionIn } from './request.ts'

interface Decision {
  verb: 'approve' | 'reject'
  number: number | null
  reason?: string
}

const deciders = ({ operators }: Asker) => operators.filter((me) => mayCall(me, approveRequest))

/** The decision and the person who made it, in the words of the card. */
function stateOf(language: string, member: StaffMember): string {
  const { status = '' } = decisionIn(member, language)
  return say(language, 'labelled', { label: member.name, value: status })
}

/** Asks why, with the reasons that there are. */
function askWhy(language: string, n: number, reasons: readonly StoredRejectionReason[]): string {
  const offered = offeredOf(reasons).filter(({ ownWords }) => !ownWords)
  const lines = offered.map(({ _id, names }, at) => `${at + 1}. ${wordIn(names, language, _id)}`)
  return [say(language, 'decide.why', { n }), ...lines].join('\n')
}

/**
 * Inside the transaction that also writes the answer.
 * @returns the answer
 */
export async function decideByNumber(
  asker: Asker,
  language: string,
  decision: Decision,
): Promise<string> {
  const mine = deciders(asker)
  if (!mine.length) {
    return say(language, asker.operators.length ? 'request.notAllowed' : 'decide.staff')
  }
  const { verb, number, reason } = decision
  if (number === null) {
    return say(language, verb === 'approve' ? 'decide.whichApprove' : 'decide.whichReject')
  }
  const list = await ShownLists.findById(asker.dingtalkUserId).lean()
  if (!list?.staff.length) return say(language, 'decide.noList')
  const id = list.staff[number - 1]
  if (id === undefined) {
    return say(language, 'decide.noNumber', { n: number, last: list.staff.length })
  }
  const member = await findById(id)
  // a person who no longer works for that ISO finds nothing there
  const me = member && mine.find((one) => may(one, staffPolicy, verb, member))
  if (!member || !me) return say(language, 'decide.gone', { n: number })
  if (member.status !== 'requested') return stateOf(language, member)
  const reasons = verb === 'reject' ? await listRejectionReasons() : []
  const why = reason ? meant(reason, reasons) : undefined
  if (verb === 'reject' && !why) return askWhy(language, number, reasons)
  try {
    const { name } = await (why ? reject(member, me, why) : approve(member, me))
    return say(language, verb === 'approve' ? 'decide.approved' : 'decide.rejected', { name })
  } catch (error) {
    if (!isRefusal(error, 'already_decided')) throw error
    return stateOf(language, (await findById(id)) ?? member)
  }
}
