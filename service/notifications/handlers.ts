/** Who is told what when something happens: cards from the bot (requirements A4, B1, B6). */
import type { Account } from '../accounts/model.ts'
import { asLater } from '../dingtalk/errors.ts'
import { describeError, log } from '../log.ts'
import type { Handler, Reactions } from '../outbox/handlers.ts'
import type { EventRow } from '../outbox/model.ts'
import { Submissions } from '../promotions/model.ts'
import { findById } from '../staff/actions/associate.ts'
import type { StaffMember } from '../staff/model.ts'
import { membersWho } from '../team/actions.ts'
import { findWorkspace } from '../workspaces/actions.ts'
import {
  forEveryone,
  isUndeliverable,
  mailOperator,
  sendCard,
  updateCards,
} from './actions/send.ts'
import { associationRequestCard, reviewResultCard, welcomeCard } from './view/cards.ts'
import { associationRequestMail } from './view/mails.ts'

/** A temporary trouble of DingTalk becomes a later try. */
const patiently =
  (handler: Handler): Handler =>
  async (event) => {
    try {
      await handler(event)
    } catch (error) {
      throw asLater(error)
    }
  }

/** By card; by mail where there is no way to the person in DingTalk. */
async function askAdmin(
  event: EventRow,
  admin: Account,
  member: StaffMember,
  isoName: string,
): Promise<void> {
  const { language, dingtalkUserId } = admin
  if (dingtalkUserId) {
    const to = { template: 'association_request', dingtalkUserId, language }
    try {
      return await sendCard(event, to, associationRequestCard(language, member, isoName))
    } catch (error) {
      if (!isUndeliverable(error)) throw error
      log.warn({ event: event._id, error: describeError(error) }, 'asked by mail, not by card')
    }
  }
  const words = associationRequestMail(language, member, isoName)
  await mailOperator(event, admin, 'association_request_mail', words)
}

async function askAdmins(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (member?.status !== 'requested') return
  const iso = await findWorkspace(member.iso)
  await forEveryone(await membersWho(member.iso, 'staff.decide'), ({ account }) =>
    askAdmin(event, account, member, iso.name),
  )
}

async function settleRequestCards(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (!member) return
  const iso = await findWorkspace(member.iso)
  await updateCards('association_request', member._id, ({ language }) =>
    associationRequestCard(language, member, iso.name),
  )
}

async function welcome(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (member?.status !== 'associated' || !member.dingtalkUserId) return
  const iso = await findWorkspace(member.iso)
  const language = member.language ?? 'en'
  const to = { template: 'welcome', dingtalkUserId: member.dingtalkUserId, language }
  await sendCard(event, to, welcomeCard(language, member.name, iso.name))
}

async function tellResult(event: EventRow): Promise<void> {
  const submission = await Submissions.findById(event.subject.id).lean()
  const member = submission && (await findById(submission.staff))
  if (!submission || !member?.dingtalkUserId || member.status !== 'associated') return
  // sent in again since: that decision is no longer what stands there
  if (submission.revision !== event.data['revision'] || submission.status === 'in_review') return
  const language = member.language ?? 'en'
  const inState = (status: string) =>
    submission.spots.filter(({ verdict }) => verdict.status === status).length
  const to = { template: 'review_result', dingtalkUserId: member.dingtalkUserId, language }
  const card = reviewResultCard(language, {
    submissionId: submission._id,
    storeName: submission.store.name,
    storeApproved: submission.store.verdict.status === 'approved',
    spotsApproved: inState('approved'),
    spotsRejected: inState('rejected'),
  })
  await sendCard(event, to, card)
}

export const notificationReactions: Reactions = {
  'staff.requested': { askAdmins: patiently(askAdmins) },
  'staff.approved': { settleRequestCards: patiently(settleRequestCards) },
  'staff.rejected': { settleRequestCards: patiently(settleRequestCards) },
  'staff.associated': { welcome: patiently(welcome) },
  'reviews.decided': { tellResult: patiently(tellResult) },
}
