/** What the buttons on cards do: the same as in the console, with the same rights. */
import { isRefusal } from '../../errors.ts'
import { log } from '../../log.ts'
import { findById } from '../../staff/actions/associate.ts'
import { agree, decline } from '../../staff/actions/consent.ts'
import { approve, reject } from '../../staff/actions/decide.ts'
import type { StaffMember } from '../../staff/model.ts'
import { listRejectionReasons, mustBeOffered } from '../../offered-lists/actions.ts'
import { may } from '../../http/policy.ts'
import { staffPolicy } from '../../staff/policy.ts'
import { findOperatorInDingTalk, findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { Messages, type Message } from '../model.ts'
import { rejectFor, type CardParams } from '../view/card.ts'
import { consentCard } from '../view/cards.ts'
import { say } from '../../texts/say.ts'
import { requestCard } from './request-card.ts'

interface Pressed {
  outTrackId: string
  /** DingTalk userid of the person who pressed. */
  userId: string
  actionId: string
}

/**
 * *Approve* and *Reject* on an association request; *Reject* asks why first. The first answer, here or in the console,
 * counts: the card answers with the state that now holds.
 */
export async function decideOnCard({ outTrackId, userId, actionId }: Pressed): Promise<CardParams> {
  const message = await Messages.findById(outTrackId).lean<Message>()
  const member = message && (await findById(message.subject.id))
  if (!message || !member) {
    log.warn({ outTrackId, actionId }, 'a button of a card we do not know')
    return {}
  }
  const me = await findOperatorInDingTalk(userId, member.iso)
  const verb = actionId === 'staff.approve' ? 'approve' : 'reject'
  if (!me || !may(me, staffPolicy, verb, member)) {
    return { status: say(message.language, 'request.notAllowed'), statusKind: 'warning' }
  }
  if (actionId === 'staff.ask') return requestCard(message, member)
  try {
    if (actionId === 'staff.approve') return await requestCard(message, await approve(member, me))
    if (actionId.startsWith(rejectFor)) {
      const reason = actionId.slice(rejectFor.length)
      await mustBeOffered(reason, 'actionId')
      return await requestCard(message, await reject(member, me, { reason, note: '' }))
    }
  } catch (error) {
    if (isRefusal(error, 'already_decided')) {
      return requestCard(message, (await findById(member._id)) ?? member)
    }
    // a reason that is offered no longer: the card asks for one that is
    if (!isRefusal(error, 'bad_input')) throw error
  }
  return requestCard(message, member, await listRejectionReasons())
}

async function showQuestion(message: Message, member: StaffMember): Promise<CardParams> {
  const { name: isoName } = await findWorkspace(member.iso)
  return consentCard(message.language, member, isoName, message.dingtalkUserId ?? '')
}

/**
 * *Agree* and *Decline* on the question of an ISO. Whatever has become of it meanwhile (answered in the mini-app,
 * withdrawn, with another ISO) is what the card answers with.
 */
export async function consentOnCard({
  outTrackId,
  userId,
  actionId,
}: Pressed): Promise<CardParams> {
  const message = await Messages.findById(outTrackId).lean<Message>()
  const member = message && (await findById(message.subject.id))
  if (!message || !member) {
    log.warn({ outTrackId, actionId }, 'a button of a card we do not know')
    return {}
  }
  if (userId !== message.dingtalkUserId) {
    return { status: say(message.language, 'consent.notYours'), statusKind: 'warning' }
  }
  try {
    const answer = actionId === 'consent.agree' ? agree : decline
    return await showQuestion(message, await answer(member, userId))
  } catch (error) {
    const asItStands = await showQuestion(message, (await findById(member._id)) ?? member)
    // the question stays with its buttons, for when the ISO is resumed
    if (isRefusal(error, 'iso_suspended')) {
      const { name: iso } = await findWorkspace(member.iso)
      const status = say(message.language, 'consent.suspended', { iso })
      return { ...asItStands, status, statusKind: 'warning' }
    }
    if (!isRefusal(error, 'wrong_state')) throw error
    return asItStands
  }
}
