/** The card of an association request: ISO admins approve and reject on it (requirements A4). */
import { asOperator } from '../../accounts/messages.ts'
import { config } from '../../config.ts'
import { isRefusal } from '../../errors.ts'
import { may } from '../../http/policy.ts'
import { button, message, type Press } from '../../notifications/message.ts'
import type { Button, Card, Line } from '../../notifications/view/card.ts'
import { link } from '../../notifications/view/link.ts'
import { listRejectionReasons, mustBeOffered } from '../../rejection-reasons/actions.ts'
import type { StoredRejectionReason } from '../../rejection-reasons/model.ts'
import { offeredOf, wordIn } from '../../rejection-reasons/rules.ts'
import { membersWhoMay } from '../../team/actions/memberships.ts'
import { say, sayTime, type Reader } from '../../texts/say.ts'
import { findOperatorInDingTalk, findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { findById } from '../actions/associate.ts'
import { approve, reject } from '../actions/decide.ts'
import { approveRequest } from '../contract/one.ts'
import { staffApproved, staffRejected, staffRequested } from '../events.ts'
import type { StaffMember } from '../model.ts'
import { staffPolicy } from '../policy.ts'

interface Request {
  member: StaffMember
  isoName: string
  reasons: readonly StoredRejectionReason[]
}

export async function requestOf(member: StaffMember): Promise<Request> {
  const { name } = await findWorkspace(member.iso)
  return { member, isoName: name, reasons: await listRejectionReasons() }
}

const decided = {
  approved: { words: 'request.approved', kind: 'success' },
  rejected: { words: 'request.rejected', kind: 'danger' },
  over: { words: 'request.over', kind: 'info' },
} as const

const page = '/console/staff/requests'

/** The operator who pressed, if they may. */
async function decider({ userId, thing: { member } }: Press<Request>, verb: 'approve' | 'reject') {
  const me = await findOperatorInDingTalk(userId, member.iso)
  return me && may(me, staffPolicy, verb, member) ? me : undefined
}

const refusal = 'request.notAllowed'

const approveButton = button('staff.approve', {
  may: async (press: Press<Request>) => (await decider(press, 'approve')) !== undefined,
  refusal,
  async act(press) {
    const me = await decider(press, 'approve')
    try {
      if (me) await approve(press.thing.member, me)
    } catch (error) {
      // the first answer counts, here or in the console
      if (!isRefusal(error, 'already_decided')) throw error
    }
  },
})

/** Asks why first: what stands behind its id is the reason. */
const rejectButton = button('staff.reject', {
  may: async (press: Press<Request>) => (await decider(press, 'reject')) !== undefined,
  refusal,
  async act(press) {
    const { actionId, thing, message: reader } = press
    const me = await decider(press, 'reject')
    const reason = actionId.slice(`${rejectButton.id}.`.length)
    try {
      if (me && reason) {
        await mustBeOffered(reason, 'actionId')
        await reject(thing.member, me, { reason, note: '' })
        return {}
      }
    } catch (error) {
      if (isRefusal(error, 'already_decided')) return {}
      // a reason that is offered no longer: the card asks for one that is
      if (!isRefusal(error, 'bad_input')) throw error
    }
    return requestCard(thing, reader, { asksWhy: true })
  },
})

/** Back from the reasons. */
const backButton = button('staff.ask', {
  may: rejectButton.may,
  refusal,
  act: () => Promise.resolve(),
})

/** Reasons that fit on a card, beside the way to the others and the way back. */
const mostReasons = 3

/** After *Reject*: why, since the person reads it. Own words are written in the console. */
function reasonButtons(language: string, reasons: readonly StoredRejectionReason[]): Button[] {
  const plain = offeredOf(reasons).filter(({ ownWords }) => !ownWords)
  return [
    ...plain.slice(0, mostReasons).map(({ _id, names }): Button => ({
      id: `${rejectButton.id}.${_id}`,
      title: wordIn(names, language, _id),
      style: 'danger',
    })),
    { id: 'open', title: say(language, 'request.otherReason'), url: link(page) },
    { id: backButton.id, title: say(language, 'request.back') },
  ]
}

function whyRejected({ member, reasons }: Request, language: string): string {
  const { status, rejection } = member
  if (status !== 'rejected' || !rejection) return ''
  const reason = reasons.find(({ _id }) => _id === rejection.reason)
  // a reason that asks for own words says nothing by itself
  const name = reason && !reason.ownWords ? wordIn(reason.names, language, reason._id) : ''
  return [name, rejection.note].filter(Boolean).join(' · ')
}

function linesOf(request: Request, reader: Reader): Line[] {
  const { language } = reader
  const { name, phone, timeline } = request.member
  const asked = timeline.findLast(({ what }) => what === 'requested')
  const why = whyRejected(request, language)
  const lines: Line[] = [
    [say(language, 'request.name'), name],
    [say(language, 'request.phone'), phone],
  ]
  if (asked) lines.push([say(language, 'request.asked'), sayTime(reader, asked.at)])
  if (why) lines.push([say(language, 'request.reason'), why])
  return lines
}

const openButton = (language: string): Button => ({
  id: 'open',
  title: say(language, 'request.open'),
  url: link(page),
})

/** The decision and the person who made it. */
export function decisionIn(
  member: StaffMember,
  language: string,
): Pick<Card, 'status' | 'statusKind'> {
  const by = member.timeline.findLast(({ what }) => what === 'approved' || what === 'rejected')
  // rejected, and added by the ISO since: that is no approval
  const outcome =
    by?.what === 'approved'
      ? decided.approved
      : member.status === 'rejected'
        ? decided.rejected
        : decided.over
  const status = say(language, outcome.words, { by: by?.by.name ?? '' })
  return { status, statusKind: outcome.kind }
}

/** With buttons while it waits, with the decision after. */
function requestCard(request: Request, reader: Reader, { asksWhy = false } = {}): Card {
  const { language } = reader
  const { member, isoName, reasons } = request
  const isWaiting = member.status === 'requested'
  const words = { name: member.name, iso: isoName }
  const card = { title: say(language, 'request.title'), lines: linesOf(request, reader) }
  if (!isWaiting) {
    return {
      ...card,
      text: say(language, 'request.text', words),
      ...decisionIn(member, language),
      buttons: [openButton(language)],
    }
  }
  return {
    ...card,
    text: say(language, asksWhy ? 'request.why' : 'request.text', words),
    status: say(language, 'request.waiting'),
    statusKind: 'info',
    buttons: asksWhy
      ? reasonButtons(language, reasons)
      : [
          { id: approveButton.id, title: say(language, 'request.approve'), style: 'primary' },
          { id: rejectButton.id, title: say(language, 'request.reject'), style: 'danger' },
        ],
  }
}

export const requestMessage = message({
  template: 'association_request',
  kind: 'requests',
  on: staffRequested,
  handler: 'askAdmins',
  async to({ subject }) {
    const member = await findById(subject.id)
    if (member?.status !== 'requested') return []
    const admins = await membersWhoMay(member.iso, approveRequest, member)
    return admins.map(({ account }) => asOperator(account))
  },
  async find({ subject }) {
    const member = await findById(subject.id)
    return member ? requestOf(member) : undefined
  },
  due: ({ member }) => member.status === 'requested',
  card: (request, reader) => requestCard(request, reader),
  page: (_, { language }) => openButton(language),
  mail({ member, isoName }, { language }) {
    const words = { name: member.name, iso: isoName, link: `${config().publicUrl}${page}` }
    return {
      subject: say(language, 'request.mailSubject', words),
      text: say(language, 'request.mailText', words),
    }
  },
  settled: { by: [staffApproved, staffRejected], handler: 'settleRequestCards' },
  buttons: [approveButton, rejectButton, backButton],
})
