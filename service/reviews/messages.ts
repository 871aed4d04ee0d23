/** What staff are told of a review, and what the bot answers to reviewers. */
import { botCommand } from '../notifications/command.ts'
import { message, type About } from '../notifications/message.ts'
import type { Card, Line } from '../notifications/view/card.ts'
import { link } from '../notifications/view/link.ts'
import type { InEachLanguage } from '../offered-lists/list.ts'
import { readCatalogue } from '../products/actions.ts'
import type { StoredChoice } from '../products/model.ts'
import { verdictsOf } from '../promotions/rules/items.ts'
import {
  Submissions,
  type StoredPosm,
  type StoredSubmission,
  type StoredVerdict,
} from '../promotions/model.ts'
import { recipientsOf } from '../staff/messages/recipient.ts'
import { say } from '../texts/say.ts'
import { countReviews, listRejectReasons } from './actions/find.ts'
import { reviewQueue } from './contract.ts'
import { reviewDecided } from './events.ts'
import type { StoredRejectReason } from './model.ts'

interface Decided {
  submission: StoredSubmission
  spotKinds: readonly StoredChoice[]
  posmTypes: readonly StoredChoice[]
  reasons: readonly StoredRejectReason[]
}

/** The submission whose decision is told; undefined when it was sent in again since. */
async function decidedIn(id: string, revision: unknown): Promise<StoredSubmission | undefined> {
  const submission = await Submissions.findById(id).lean()
  return submission?.revision === revision && submission?.status !== 'in_review'
    ? (submission ?? undefined)
    : undefined
}

const nameIn = (language: string, names: InEachLanguage | undefined) =>
  names?.[language as keyof InEachLanguage]

/** POSM whose spot is rejected for the same reasons goes without saying. */
const ownVerdicts = (posm: readonly StoredPosm[], ofSpot: StoredVerdict) => {
  const codes = ({ reasons }: StoredVerdict) => JSON.stringify(reasons.map(({ code }) => code))
  return posm.flatMap(({ type, verdict }) =>
    verdict && codes(verdict) !== codes(ofSpot) ? [{ type, verdict }] : [],
  )
}

/** Of each rejected item its name, and why; the store first, then its spots with their POSM in the order of the visit. */
export function rejectionLines(
  { submission, spotKinds, posmTypes, reasons }: Decided,
  language: string,
): Line[] {
  const reasonName = (code: string) =>
    nameIn(language, reasons.find(({ _id }) => _id === code)?.names) ?? ''
  const kindName = (kind: string) =>
    nameIn(language, spotKinds.find(({ _id }) => _id === kind)?.names) ?? kind
  const whyOf = ({ reasons: given, note }: StoredVerdict) =>
    [...given.map(({ code }) => reasonName(code)), note].filter(Boolean).join(' · ')
  const items = [
    { name: say(language, 'review.store'), verdict: submission.store.verdict },
    ...submission.spots.flatMap(({ kind, verdict, posm = [] }, index) => {
      const name = `${index + 1}. ${kindName(kind)}`
      return [
        { name, verdict },
        ...ownVerdicts(posm, verdict).map((one) => ({
          name: `${name} · ${nameIn(language, posmTypes.find(({ _id }) => _id === one.type)?.names) ?? one.type}`,
          verdict: one.verdict,
        })),
      ]
    }),
  ]
  return items
    .filter(({ verdict }) => verdict.status === 'rejected')
    .map(({ name, verdict }) => [name, whyOf(verdict)])
}

export const reviewResultMessage = message({
  template: 'review_result',
  kind: 'results',
  membersOnly: true,
  on: reviewDecided,
  handler: 'tellResult',
  async to({ subject, data }) {
    const submission = await decidedIn(subject.id, data.revision)
    return recipientsOf(submission?.staff)
  },
  async find({ subject, data }: About): Promise<Decided | undefined> {
    const submission = await decidedIn(subject.id, data['revision'])
    if (!submission) return undefined
    const [{ spotKinds, posmTypes }, reasons] = await Promise.all([
      readCatalogue(),
      listRejectReasons(),
    ])
    return { submission, spotKinds, posmTypes, reasons }
  },
  card(decided, { language }): Card {
    const { _id, store, spots } = decided.submission
    const inState = (status: string) =>
      spots.filter(({ verdict }) => verdict.status === status).length
    const isStoreApproved = store.verdict.status === 'approved'
    const [approved, spotsRejected] = [inState('approved'), inState('rejected')]
    const items = [...verdictsOf(decided.submission).values()]
    const rejected = items.filter(({ status }) => status === 'rejected').length
    const total = items.length
    const isPassed = rejected === 0
    const storeWord = say(language, isStoreApproved ? 'review.approved' : 'review.rejected')
    const count = say(language, 'review.spotsCount', { approved, rejected: spotsRejected })
    return {
      title: say(language, isPassed ? 'review.approvedTitle' : 'review.rejectedTitle', {
        store: store.name,
      }),
      text: isPassed
        ? say(language, 'review.approvedText')
        : say(language, 'review.rejectedText', { rejected, total }),
      status: say(language, isPassed ? 'review.approved' : 'review.rejected'),
      statusKind: isPassed ? 'success' : 'warning',
      lines: [
        [say(language, 'review.store'), storeWord],
        [say(language, 'review.spots'), count],
        ...rejectionLines(decided, language),
      ],
      buttons: [
        {
          id: 'open',
          title: say(language, isPassed ? 'review.open' : 'review.fix'),
          style: 'primary',
          url: link(`/work/results/${_id}`),
        },
      ],
    }
  },
})

export const reviewMessages = [reviewResultMessage]

const queue = botCommand(['pending', 'tasks'], {
  as: 'platform',
  may: reviewQueue,
  async answer({ operators: [me], reader: { language } }) {
    if (!me) return []
    const { waiting } = await countReviews(me)
    return [
      {
        text: say(language, 'pending.reviews', { count: waiting }),
        button: { title: say(language, 'tasks.openQueue'), url: link('/console/reviews') },
      },
    ]
  },
})

const today = botCommand('today', {
  as: 'platform',
  may: reviewQueue,
  async answer({ operators: [me], reader: { language } }) {
    if (!me) return []
    const { waiting, decidedToday } = await countReviews(me)
    return [{ text: say(language, 'today.reviewer', { waiting, decided: decidedToday }) }]
  },
})

export const reviewCommands = [queue, today]
