/** Step-up by a code that is mailed to the operator's own address, for one act in one session. */
import { clock } from '../../clock.ts'
import { refuse } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import { isStepUpAct } from '../../http/step-up.ts'
import { Accounts, Sessions } from '../model.ts'
import { stepUpLasts } from '../rules.ts'
import { redeemCode, sendCode, type CodeSubject } from './one-time-codes.ts'

/** @throws Refusal `not_found` for an act that needs none */
async function subjectOf(me: Operator, act: string): Promise<CodeSubject> {
  const account = isStepUpAct(act) && (await Accounts.findById(me.accountId).lean())
  const { email } = account || refuse('not_found')
  return { purpose: 'step_up', email, holder: `${me.sessionId} ${act}` }
}

/** @throws Refusal `not_found`, `too_many_requests` */
export async function sendStepUpCode(me: Operator, act: string): Promise<void> {
  await sendCode(await subjectOf(me, act))
}

/**
 * Keeps the proof with the session, so that it ends with it.
 * @throws Refusal `not_found`, `wrong_code`, `code_over`
 */
export async function proveStepUp(me: Operator, act: string, code: string): Promise<Date> {
  await redeemCode(await subjectOf(me, act), code)
  const now = clock.now()
  const until = new Date(now.getTime() + stepUpLasts)
  const here = { _id: me.sessionId }
  await Sessions.updateOne(here, {
    $pull: { stepUps: { $or: [{ act }, { until: { $lte: now } }] } },
  })
  const { matchedCount } = await Sessions.updateOne(here, { $push: { stepUps: { act, until } } })
  return matchedCount ? until : refuse('session_expired')
}

export async function isStepUpFresh(sessionId: string, act: string): Promise<boolean> {
  const found = await Sessions.exists({
    _id: sessionId,
    stepUps: { $elemMatch: { act, until: { $gt: clock.now() } } },
  })
  return found !== null
}
