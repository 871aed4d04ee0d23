/** What the buttons on cards do: the same as in the console, for whoever may. */
import { isRefusal } from '../../errors.ts'
import { log } from '../../log.ts'
import { findById } from '../../staff/actions/associate.ts'
import { approve, reject } from '../../staff/actions/decide.ts'
import type { StaffMember } from '../../staff/model.ts'
import { can } from '../../team/policy.ts'
import { findOperatorInDingTalk, findWorkspace } from '../../workspaces/actions.ts'
import { Messages, type Message } from '../model.ts'
import type { CardParams } from '../view/card.ts'
import { associationRequestCard } from '../view/cards.ts'
import { say } from '../view/say.ts'

interface Pressed {
  outTrackId: string
  /** DingTalk userid of who pressed. */
  userId: string
  actionId: string
}

async function showRequest(message: Message, member: StaffMember): Promise<CardParams> {
  const iso = await findWorkspace(member.iso)
  return associationRequestCard(message.language, member, iso.name)
}

/**
 * *Approve* and *Reject* on an association request. Whoever was faster, here or in the console, has decided:
 * the card answers with the state that now holds.
 */
export async function decideOnCard({ outTrackId, userId, actionId }: Pressed): Promise<CardParams> {
  const message = await Messages.findById(outTrackId).lean<Message>()
  const member = message && (await findById(message.subject.id))
  if (!message || !member) {
    log.warn({ outTrackId, actionId }, 'a button of a card we do not know')
    return {}
  }
  const me = await findOperatorInDingTalk(userId, member.iso)
  if (!me || !can(me, 'staff.decide')) {
    return { status: say(message.language, 'request.notAllowed'), statusKind: 'warning' }
  }
  try {
    const decided =
      actionId === 'staff.approve'
        ? await approve(member, me)
        : await reject(member, me, { reason: 'not_our_staff', note: '' })
    return await showRequest(message, decided)
  } catch (error) {
    if (!isRefusal(error, 'already_decided')) throw error
    return showRequest(message, (await findById(member._id)) ?? member)
  }
}
