/** Who is told what when something happens: cards from the bot (requirements A4, B1, B6). */
import { Accounts } from '../accounts/model.ts'
import { asLater } from '../dingtalk/errors.ts'
import type { Handler, Reactions } from '../outbox/handlers.ts'
import type { EventRow } from '../outbox/model.ts'
import { Submissions } from '../promotions/model.ts'
import { findById } from '../staff/actions/associate.ts'
import { StaffImports } from '../staff/imports/model.ts'
import { markNotReached } from '../staff/actions/consent.ts'
import { answerTo } from '../staff/rules.ts'
import { approveRequest } from '../staff/contract.ts'
import { membersWhoMay } from '../team/actions.ts'
import { Members } from '../team/model.ts'
import { findWorkspace } from '../workspaces/actions.ts'
import { answer } from './actions/bot.ts'
import {
  credentialTemplate,
  settleCredentialCards,
  tellChange,
  tellHolder,
} from './actions/credentials.ts'
import { sendDigests } from './actions/digest.ts'
import { deliver } from './actions/deliver/deliver.ts'
import { lookAtWorkNotification } from './actions/deliver/work-result.ts'
import { asOperator, asStaff } from './actions/recipients.ts'
import {
  mailCode,
  mailGuessing,
  mailLinked,
  mailPasswordChanged,
} from './actions/security-mails.ts'
import { staleCards, tell, updateCards } from './actions/send.ts'
import { settleTaskCards, taskTemplate, tellTask, tellTaskResult } from './actions/tasks.ts'
import { requestCard } from './actions/request-card.ts'
import { consentCard } from './view/cards.ts'

const requestTemplate = 'association_request'
const consentTemplate = 'consent'

/** A temporary trouble of DingTalk becomes a later try. */
const patiently =
  (handler: Handler, how?: Parameters<typeof asLater>[1]): Handler =>
  async (event) => {
    try {
      await handler(event)
    } catch (error) {
      throw asLater(error, how)
    }
  }

async function askAdmins(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (member?.status !== 'requested') return
  const admins = await membersWhoMay(member.iso, approveRequest)
  const people = admins.map(({ account }) => asOperator(account))
  await tell(event, people, { template: requestTemplate })
}

async function settleRequestCards(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (!member) return
  await updateCards(requestTemplate, member._id, (message) => requestCard(message, member))
}

/** An ISO wants to add somebody who is in the organisation already: the person is asked. */
async function askPerson(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  const { dingtalkUserId } = member?.consent ?? {}
  if (!member || !dingtalkUserId || answerTo(member, dingtalkUserId) !== 'waiting') return
  await tell(event, [{ ...asStaff(member), dingtalkUserId }], { template: consentTemplate })
}

async function settleQuestions(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  const asked = member?.timeline.findLast(({ what }) => what === 'consent_asked')
  if (!member || !asked) return
  const { name: isoName } = await findWorkspace(member.iso)
  await updateCards(
    consentTemplate,
    member._id,
    ({ dingtalkUserId = '', language }) => consentCard(language, member, isoName, dingtalkUserId),
    asked.at,
  )
}

/** The question reached the person by no way: the ISO sees it, while the mini-app asks all the same. */
async function tellIso(event: EventRow): Promise<void> {
  if (event.data['template'] !== consentTemplate) return
  const member = await findById(String(event.data['about']))
  if (member?.status === 'invited' && member.consent) await markNotReached(member)
}

async function welcome(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (member?.status !== 'associated') return
  await tell(event, [asStaff(member)], { template: 'welcome' })
}

async function tellResult(event: EventRow): Promise<void> {
  const submission = await Submissions.findById(event.subject.id).lean()
  const member = submission && (await findById(submission.staff))
  if (!submission || member?.status !== 'associated') return
  // sent in again since: that decision is no longer what stands there
  if (submission.revision !== event.data['revision'] || submission.status === 'in_review') return
  await tell(event, [asStaff(member)], { template: 'review_result' })
}

/** Whoever started an import hears that it has ended, or that it waits for them. */
async function tellImporter(event: EventRow): Promise<void> {
  const one = await StaffImports.findById(event.subject.id).lean()
  const member = one && (await Members.findById(one.by.id).lean())
  const account = member && (await Accounts.findById(member.account).lean())
  if (account) await tell(event, [asOperator(account)], { template: 'import_finished' })
}

/** Template of cards → what brings those about a subject up to date. */
const settlers: Record<string, Handler> = {
  [requestTemplate]: settleRequestCards,
  [consentTemplate]: settleQuestions,
  [credentialTemplate]: settleCredentialCards,
  [taskTemplate]: settleTaskCards,
}

/** The event that made the cards stale, as it was. */
async function settleCards(event: EventRow): Promise<void> {
  const { template, about } = event.data
  const subject = { ...event.subject, id: String(about) }
  await settlers[String(template)]?.({ ...event, subject })
}

const settlesRequest = { settleRequestCards: staleCards(requestTemplate) }
const settles = { settleQuestions: staleCards(consentTemplate) }
const settlesLoan = { settleCredentialCards: staleCards(credentialTemplate) }
const settlesTask = { settleTaskCards: staleCards(taskTemplate) }

export const notificationReactions: Reactions = {
  'accounts.code_requested': { mailCode },
  'accounts.dingtalk_linked': { mailLinked },
  'accounts.guessing': { mailGuessing },
  'accounts.password_changed': { mailPasswordChanged },
  'staff.requested': { askAdmins },
  'staff.approved': settlesRequest,
  'staff.rejected': settlesRequest,
  'staff.import_finished': { tellImporter },
  'staff.import_stuck': { tellImporter },
  'notifications.digest_due': { sendDigests },
  'staff.consent_asked': { askPerson },
  'staff.associated': { ...settles, welcome },
  'staff.declined': settles,
  'staff.removed': settles,
  'staff.invitation_cancelled': settles,
  'staff.invitation_failed': settles,
  'staff.invitation_resent': settles,
  'staff.phone_corrected': settles,
  'reviews.decided': { tellResult },
  'inspections.assigned': { tellTask },
  'inspections.started': settlesTask,
  'inspections.submitted': settlesTask,
  'inspections.accepted': { ...settlesTask, tellTaskResult },
  'inspections.returned': { ...settlesTask, tellTaskResult },
  'inspections.reassigned': settlesTask,
  'inspections.extended': settlesTask,
  'inspections.given_back': settlesTask,
  'inspections.expired': settlesTask,
  'test_accounts.assigned': { tellHolder },
  'test_accounts.received': settlesLoan,
  'test_accounts.rotated': { ...settlesLoan, tellChange },
  'test_accounts.taken_back': { ...settlesLoan, tellChange },
  'test_accounts.suspended': { ...settlesLoan, tellChange },
  'test_accounts.retired': { ...settlesLoan, tellChange },
  'notifications.asked': { answer: patiently(answer) },
  'notifications.failed': { tellIso },
  'notifications.cards_stale': { settleCards: patiently(settleCards) },
  // after a quarter of an hour a message goes by mail
  'notifications.due': { deliver: patiently(deliver, { outageFails: true }) },
  'notifications.handed_over': { lookAtWorkNotification: patiently(lookAtWorkNotification) },
}
