/** The messages that follow from each event: cards from the bot (requirements A4, B1, B6). */
import { Accounts } from '../accounts/model.ts'
import { asLater } from '../dingtalk/errors.ts'
import type { EventOf, EventType } from '../outbox/event.ts'
import { on, type Handler, type Reactions } from '../outbox/handlers.ts'
import type { EventRow } from '../outbox/model.ts'
import { Submissions } from '../promotions/model.ts'
import { findById } from '../staff/actions/associate.ts'
import { StaffImports } from '../staff-imports/model.ts'
import { markNotReached } from '../staff/actions/consent.ts'
import { answerTo } from '../staff/rules/association.ts'
import { approveRequest } from '../staff/contract.ts'
import { membersWhoMay } from '../team/actions/memberships.ts'
import { Members } from '../team/model.ts'
import { findWorkspace } from '../workspaces/actions/workspaces.ts'
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
import { asStaff } from '../staff/messages/recipient.ts'
import { asOperator } from './actions/recipients.ts'
import {
  mailCode,
  mailGuessing,
  mailLinked,
  mailPasswordChanged,
} from './actions/security-mails.ts'
import { staleCards, tell, updateCards } from './actions/send.ts'
import { requestCard } from './actions/request-card.ts'
import type { MessageType } from './message.ts'
import { settledWith } from './registry.ts'
import { params } from './view/card.ts'
import { consentCard } from './view/cards.ts'

import {
  codeRequested,
  dingtalkLinked,
  passwordChanged,
  passwordGuessed,
} from '../accounts/events.ts'
import { reviewDecided } from '../reviews/events.ts'
import {
  consentAsked,
  consentDeclined,
  invitationCancelled,
  invitationFailed,
  invitationResent,
  phoneCorrected,
  staffApproved,
  staffAssociated,
  staffRejected,
  staffRemoved,
  staffRequested,
} from '../staff/events.ts'
import { importFinished, importStuck } from '../staff-imports/events.ts'
import {
  accountAssigned,
  accountReceived,
  accountRetired,
  accountRotated,
  accountSuspended,
  accountTakenBack,
} from '../test-accounts/events.ts'
import {
  botAsked,
  cardsStale,
  digestDue,
  handedOver,
  messageFailed,
  messagesDue,
} from './events.ts'

const requestTemplate = 'association_request'
const consentTemplate = 'consent'

/** A temporary trouble of DingTalk becomes a later try. */
const patiently =
  <E extends EventType>(
    handler: (event: EventOf<E>) => Promise<void>,
    how?: Parameters<typeof asLater>[1],
  ) =>
  async (event: EventOf<E>): Promise<void> => {
    try {
      await handler(event)
    } catch (error) {
      throw asLater(error, how)
    }
  }

async function askAdmins(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (member?.status !== 'requested') return
  const admins = await membersWhoMay(member.iso, approveRequest, member)
  const people = admins.map(({ account }) => asOperator(account))
  await tell(event, people, { template: requestTemplate })
}

async function settleRequestCards(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (!member) return
  await updateCards(requestTemplate, member._id, (message) => requestCard(message, member))
}

/** An ISO wants to add a person who is in the organisation already: the person is asked. */
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
async function tellIso({ data }: EventOf<typeof messageFailed>): Promise<void> {
  if (data.template !== consentTemplate) return
  const member = await findById(data.about)
  if (member?.status === 'invited' && member.consent) await markNotReached(member)
}

async function welcome(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (member?.status !== 'associated') return
  await tell(event, [asStaff(member)], { template: 'welcome' })
}

async function tellResult(event: EventOf<typeof reviewDecided>): Promise<void> {
  const submission = await Submissions.findById(event.subject.id).lean()
  const member = submission && (await findById(submission.staff))
  if (!submission || member?.status !== 'associated') return
  // sent in again since: that decision is no longer what stands there
  if (submission.revision !== event.data.revision || submission.status === 'in_review') return
  await tell(event, [asStaff(member)], { template: 'review_result' })
}

/** The person who started an import is told that it has ended, or that it waits for them. */
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
}

/** Brings the cards of a declared message up to date, and of those that are settled with it. */
async function settleTogether(event: EventOf<typeof cardsStale>): Promise<void> {
  const { template, about } = event.data
  for (const one of settledWith(template)) {
    await updateCards(one.template, about, async (message) => {
      const card = await one.settle(message, event)
      return card && params(card)
    })
  }
}

/** The event that made the cards stale, as it was. */
async function settleCards(event: EventOf<typeof cardsStale>): Promise<void> {
  const { template, about } = event.data
  await settlers[template]?.({ ...event, subject: { ...event.subject, id: about } })
  await settleTogether(event)
}

const settlesRequest = { settleRequestCards: staleCards(requestTemplate) }
const settles = { settleQuestions: staleCards(consentTemplate) }
const settlesLoan = { settleCredentialCards: staleCards(credentialTemplate) }

/** What the declared messages make of the events that they name. */
export function reactionsOf(messages: readonly MessageType[]): Reactions[] {
  const settled = Map.groupBy(messages, ({ settled }) => settled?.handler)
  settled.delete(undefined)
  return [
    ...messages.map((one) =>
      on(one.on, {
        [one.handler]: (event) =>
          one.tell(event, ({ to, form, card }) =>
            tell(event, to, {
              template: one.template,
              kind: one.kind,
              ...(form && { form }),
              ...(card && { content: (reader) => params(card(reader)) }),
            }),
          ),
      }),
    ),
    ...[...settled].map(([handler = '', group]) => {
      const [first, ...others] = group.map(({ template }) => template)
      const by = new Set(group.flatMap(({ settled: how }) => how?.by ?? []))
      return on([...by], { [handler]: staleCards(first ?? '', ...others) })
    }),
  ]
}

export const notificationReactions = [
  on(codeRequested, { mailCode }),
  on(dingtalkLinked, { mailLinked }),
  on(passwordGuessed, { mailGuessing }),
  on(passwordChanged, { mailPasswordChanged }),
  on(staffRequested, { askAdmins }),
  on([staffApproved, staffRejected], settlesRequest),
  on([importFinished, importStuck], { tellImporter }),
  on(digestDue, { sendDigests }),
  on(consentAsked, { askPerson }),
  on(staffAssociated, { ...settles, welcome }),
  on(
    [
      consentDeclined,
      staffRemoved,
      invitationCancelled,
      invitationFailed,
      invitationResent,
      phoneCorrected,
    ],
    settles,
  ),
  on(reviewDecided, { tellResult }),
  on(accountAssigned, { tellHolder }),
  on(accountReceived, settlesLoan),
  on([accountRotated, accountTakenBack, accountSuspended, accountRetired], {
    ...settlesLoan,
    tellChange,
  }),
  on(botAsked, { answer: patiently(answer) }),
  on(messageFailed, { tellIso }),
  on(cardsStale, { settleCards: patiently(settleCards) }),
  // after a quarter of an hour a message goes by mail
  on(messagesDue, { deliver: patiently(deliver, { outageFails: true }) }),
  on(handedOver, { lookAtWorkNotification: patiently(lookAtWorkNotification) }),
]
