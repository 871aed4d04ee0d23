/** What each of the bot's cards says. */
import type { RowOutcome } from '../../staff-imports/contract.ts'
import type { StaffMember } from '../../staff/model.ts'
import { params, rejectFor, type Button, type CardParams, type Line } from './card.ts'
import { link } from './link.ts'
import type { StoredRejectionReason } from '../../offered-lists/model.ts'
import { offeredOf, wordIn } from '../../offered-lists/rules.ts'
import { answerTo } from '../../staff/rules/association.ts'
import { say, sayTime, type Reader } from '../../texts/say.ts'

const decided = {
  approved: { words: 'request.approved', kind: 'success' },
  rejected: { words: 'request.rejected', kind: 'danger' },
  over: { words: 'request.over', kind: 'info' },
} as const

/** Reasons that fit on a card, beside the way to the others and the way back. */
const mostReasons = 3

/** After *Reject*: why, since the person reads it. Own words are written in the console. */
function reasonButtons(language: string, reasons: readonly StoredRejectionReason[]): Button[] {
  const plain = offeredOf(reasons).filter(({ ownWords }) => !ownWords)
  return [
    ...plain.slice(0, mostReasons).map(({ _id, names }): Button => ({
      id: `${rejectFor}${_id}`,
      title: wordIn(names, language, _id),
      style: 'danger',
    })),
    {
      id: 'open',
      title: say(language, 'request.otherReason'),
      url: link('/console/staff/requests'),
    },
    { id: 'staff.ask', title: say(language, 'request.back') },
  ]
}

interface RequestReasons {
  /** Of the rejection; empty when there is none. */
  why: string
  /** Given once *Reject* was pressed: the card then asks for one of them. */
  offered?: readonly StoredRejectionReason[]
}

/** *Association request* for an ISO admin: with buttons while it waits, with the decision after. */
export function associationRequestCard(
  reader: Reader,
  member: StaffMember,
  isoName: string,
  { why, offered: reasons }: RequestReasons,
): CardParams {
  const { language } = reader
  const by = member.timeline.findLast(({ what }) => what === 'approved' || what === 'rejected')
  const asked = member.timeline.findLast(({ what }) => what === 'requested')
  const waiting = member.status === 'requested'
  // rejected, and added by the ISO since: that is no approval
  const outcome =
    by?.what === 'approved'
      ? decided.approved
      : member.status === 'rejected'
        ? decided.rejected
        : decided.over
  return params({
    title: say(language, 'request.title'),
    text: say(language, waiting && reasons ? 'request.why' : 'request.text', {
      name: member.name,
      iso: isoName,
    }),
    status: waiting
      ? say(language, 'request.waiting')
      : say(language, outcome.words, { by: by?.by.name ?? '' }),
    statusKind: waiting ? 'info' : outcome.kind,
    lines: [
      [say(language, 'request.name'), member.name],
      [say(language, 'request.phone'), member.phone],
      ...(asked
        ? [[say(language, 'request.asked'), sayTime(reader, asked.at)] satisfies Line]
        : []),
      ...(why ? [[say(language, 'request.reason'), why] satisfies Line] : []),
    ],
    buttons: !waiting
      ? [
          {
            id: 'open',
            title: say(language, 'request.open'),
            url: link('/console/staff/requests'),
          },
        ]
      : reasons
        ? reasonButtons(language, reasons)
        : [
            { id: 'staff.approve', title: say(language, 'request.approve'), style: 'primary' },
            { id: 'staff.reject', title: say(language, 'request.reject'), style: 'danger' },
          ],
  })
}

const answered = {
  agreed: { status: 'consent.agreed', kind: 'success' },
  declined: { status: 'consent.declined', kind: 'info' },
  withdrawn: { status: 'consent.withdrawn', kind: 'info' },
  elsewhere: { status: 'consent.elsewhere', kind: 'info' },
  over: { status: 'consent.over', kind: 'info' },
} as const

/**
 * An ISO wants to add a person who is in the organisation already: asked, then with what has become of it. Where
 * no button can act, the mini-app asks the same.
 * @param dingtalkUserId of the card's reader
 */
export function consentCard(
  language: string,
  member: StaffMember,
  isoName: string,
  dingtalkUserId: string,
): CardParams {
  const words = { name: member.name, iso: isoName }
  const answer = answerTo(member, dingtalkUserId)
  const outcome = answer === 'waiting' ? undefined : answered[answer]
  return params({
    title: say(language, 'consent.title', words),
    text: say(language, 'consent.text', words),
    status: say(language, outcome?.status ?? 'consent.waiting', words),
    statusKind: outcome?.kind ?? 'info',
    buttons: outcome
      ? []
      : [
          { id: 'consent.agree', title: say(language, 'consent.agree'), style: 'primary' },
          { id: 'consent.decline', title: say(language, 'consent.decline'), style: 'plain' },
        ],
  })
}

/** First message to a person who joined: it names the next step. */
export function welcomeCard(language: string, name: string, isoName: string): CardParams {
  return params({
    title: say(language, 'welcome.title', { name }),
    text: say(language, 'welcome.text', { iso: isoName }),
    buttons: [
      { id: 'open', title: say(language, 'welcome.open'), style: 'primary', url: link('/') },
    ],
  })
}

/** The result of an import, for the person who started it. */
export function importFinishedCard(
  language: string,
  {
    id,
    fileName,
    total,
    counts,
    paused,
  }: {
    id: string
    fileName: string
    total: number
    counts: Partial<Record<RowOutcome, number>>
    /** It waits for an answer instead. */
    paused: boolean
  },
): CardParams {
  const n = (outcome: RowOutcome) => counts[outcome] ?? 0
  const trouble = n('failed') + n('problem') + n('not_added')
  const line = (word: 'invited' | 'joined' | 'failed' | 'notAdded', count: number): Line[] =>
    count ? [[say(language, `import.${word}`), String(count)]] : []
  const text = trouble ? 'import.textSome' : 'import.textAll'
  return params({
    title: say(language, paused ? 'import.pausedTitle' : 'import.title', { file: fileName }),
    text: paused
      ? say(language, 'import.textPaused')
      : say(language, text, { count: trouble, total }),
    statusKind: paused || trouble ? 'warning' : 'success',
    lines: [
      ...line('invited', n('invited')),
      ...line('joined', n('associated')),
      ...line('failed', n('failed')),
      ...line('notAdded', n('problem') + n('not_added')),
    ],
    buttons: [
      {
        id: 'open',
        title: say(language, 'import.open'),
        style: 'primary',
        url: link(`/console/staff/imports/${id}`),
      },
    ],
  })
}

export interface DigestOfIso {
  requestsWaiting: number
  /** Of the day before. */
  staffJoined: number
  approved: number
  rejected: number
}

/** *Daily digest* for an operator who manages an ISO's staff. */
export function isoDigestCard(language: string, isoName: string, counts: DigestOfIso): CardParams {
  const { requestsWaiting, staffJoined, approved, rejected } = counts
  const requests = {
    id: 'requests',
    title: say(language, 'request.open'),
    style: 'primary' as const,
    url: link('/console/staff/requests'),
  }
  return params({
    title: say(language, 'digest.title', { iso: isoName }),
    text: say(language, 'digest.text'),
    lines: [
      [say(language, 'digest.waiting'), String(requestsWaiting)],
      [say(language, 'digest.joined'), String(staffJoined)],
      [say(language, 'digest.approved'), String(approved)],
      [say(language, 'digest.rejected'), String(rejected)],
    ],
    buttons: [
      ...(requestsWaiting ? [requests] : []),
      { id: 'open', title: say(language, 'digest.open'), url: link('/console') },
    ],
  })
}

export interface DigestOfStaff {
  /** Waiting for the person. */
  rejected: number
  inReview: number
  approvedYesterday: number
}

/** *Daily digest* for a staff member: no name in it, so that those with the same numbers get it together. */
export function staffDigestCard(language: string, counts: DigestOfStaff): CardParams {
  const { rejected, inReview, approvedYesterday } = counts
  const mend = rejected ? [say(language, 'digest.mend', { count: rejected })] : []
  return params({
    title: say(language, 'digest.mineTitle'),
    text: [...mend, say(language, 'digest.mine', { approved: approvedYesterday, inReview })].join(
      '\n',
    ),
    buttons: [
      {
        id: 'open',
        title: say(language, rejected ? 'review.fix' : 'tasks.open'),
        style: 'primary',
        url: link(rejected ? '/work/results?status=rejected' : '/work/results'),
      },
    ],
  })
}
