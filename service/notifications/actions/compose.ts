/** What a message says at the moment it goes out, and whether there is still a reason to say it. */
import { languages, type Language } from '../../texts/contract.ts'
import { readCatalogue } from '../../products/actions.ts'
import { Submissions } from '../../promotions/model.ts'
import { listRejectReasons } from '../../reviews/actions/find.ts'
import { findById } from '../../staff/actions/associate.ts'
import { tallyOf } from '../../staff-imports/actions/tally.ts'
import { StaffImports } from '../../staff-imports/model.ts'
import { answerTo } from '../../staff/rules/association.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import type { Message } from '../model.ts'
import { messageOf } from '../registry.ts'
import { importFinishedCard, consentCard, welcomeCard } from '../view/cards.ts'
import { associationRequestMail } from '../view/mails.ts'
import { link } from '../view/link.ts'
import { everyWay, waysOf, type Composed } from '../view/every-way.ts'
import { robotMessage, workNotification } from '../view/other-ways.ts'
import { reviewResultCard } from '../view/review-card.ts'
import { say } from '../../texts/say.ts'
import { credentialParams } from './credentials.ts'
import { requestCard } from './request-card.ts'
import { rejectionLines } from '../view/reasons.ts'

type About = Pick<Message, 'subject' | 'language' | 'timeZone' | 'data' | 'dingtalkUserId'>
type Composer = (about: About) => Promise<Composed | undefined>

const associationRequest: Composer = async (about) => {
  const { subject, language } = about
  const member = await findById(subject.id)
  if (!member) return undefined
  const iso = await findWorkspace(member.iso)
  const isDue = member.status === 'requested'
  const composed = everyWay(language, await requestCard(about, member), isDue)
  // where no button can act, the page where it can be done
  const { page, ...letter } = associationRequestMail(language, member, iso.name)
  const elsewhere = { ...composed.params, ...page }
  return {
    ...composed,
    mail: letter,
    robot: robotMessage(language, elsewhere),
    workNotification: workNotification(language, elsewhere),
  }
}

const consent: Composer = async ({ subject, language, dingtalkUserId = '' }) => {
  const member = await findById(subject.id)
  if (!member) return undefined
  const iso = await findWorkspace(member.iso)
  const isDue = answerTo(member, dingtalkUserId) === 'waiting'
  const composed = everyWay(
    language,
    consentCard(language, member, iso.name, dingtalkUserId),
    isDue,
  )
  // where no button can act, the mini-app asks the same
  const page = { button1Title: say(language, 'welcome.open'), button1Url: link('/') }
  const elsewhere = { ...composed.params, ...page, button2Title: '' }
  return {
    ...composed,
    robot: robotMessage(language, elsewhere),
    workNotification: workNotification(language, elsewhere),
  }
}

const welcome: Composer = async ({ subject, language, dingtalkUserId }) => {
  const member = await findById(subject.id)
  if (member?.status !== 'associated' || member.dingtalkUserId !== dingtalkUserId) return undefined
  const iso = await findWorkspace(member.iso)
  return everyWay(language, welcomeCard(language, member.name, iso.name))
}

const reviewResult: Composer = async ({ subject, language, data }) => {
  const submission = await Submissions.findById(subject.id).lean()
  // sent in again since: that decision is no longer what stands there
  if (!submission || submission.revision !== data['revision']) return undefined
  if (submission.status === 'in_review') return undefined
  const [{ spotKinds }, reasons] = await Promise.all([readCatalogue(), listRejectReasons()])
  const words = { language, store: say(language, 'review.store'), spotKinds, reasons }
  const inState = (status: string) =>
    submission.spots.filter(({ verdict }) => verdict.status === status).length
  return everyWay(
    language,
    reviewResultCard(language, {
      submissionId: submission._id,
      storeName: submission.store.name,
      storeApproved: submission.store.verdict.status === 'approved',
      spotsApproved: inState('approved'),
      spotsRejected: inState('rejected'),
      reasons: rejectionLines(submission, words),
    }),
  )
}

const importFinished: Composer = async ({ subject, language }) => {
  const one = await StaffImports.findById(subject.id).lean()
  if (!one || !['finished', 'paused'].includes(one.status)) return undefined
  const { counts } = await tallyOf(one)
  const { _id: id, fileName, total, status } = one
  const paused = status === 'paused'
  return everyWay(language, importFinishedCard(language, { id, fileName, total, counts, paused }))
}

const credentialAssigned: Composer = async (about) => {
  const found = await credentialParams(about)
  return found && everyWay(about.language, found.params, found.isDue)
}

const composers: Record<string, Composer> = {
  association_request: associationRequest,
  consent,
  welcome,
  review_result: reviewResult,
  import_finished: importFinished,
  credential_assigned: credentialAssigned,
}

/** @returns undefined when there is nothing to say any more */
export async function compose(message: Message): Promise<Composed | undefined> {
  const { template, content, language } = message
  if (content) return everyWay(language, content.params)
  const declared = messageOf(template)
  if (!declared) return composers[template]?.(message)
  const said = await declared.say(message)
  return said && waysOf(language, said)
}

/** The heading of a message in each language in which it can be composed, but its reader's. */
export async function titlesOf(message: Message): Promise<Partial<Record<Language, string>>> {
  if (!isComposed(message)) return {}
  const titles: Partial<Record<Language, string>> = {}
  for (const language of languages) {
    if (language === message.language) continue
    const composed = await compose({ ...message, language })
    if (composed?.params['title']) titles[language] = composed.params['title']
  }
  return titles
}

/** Whether it is composed again each time, so that it can have changed since it was sent. */
export function isComposed({ content }: Message): boolean {
  return content === undefined
}
