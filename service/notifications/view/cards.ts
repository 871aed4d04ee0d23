/** What each of the bot's cards says. */
import { config } from '../../config.ts'
import type { StaffMember } from '../../staff/model.ts'
import { params, type CardParams, type Line } from './card.ts'
import { link } from './link.ts'
import { say, sayTime } from './say.ts'

/** *Association request* for an ISO admin: with buttons while it waits, with the decision after. */
export function associationRequestCard(
  language: string,
  member: StaffMember,
  isoName: string,
): CardParams {
  const by = member.timeline.findLast(({ what }) => what === 'approved' || what === 'rejected')
  const asked = member.timeline.findLast(({ what }) => what === 'requested')
  const waiting = member.status === 'requested'
  const outcome =
    member.status === 'rejected' ? 'request.rejected' : by ? 'request.approved' : 'request.over'
  return params({
    title: say(language, 'request.title'),
    text: say(language, 'request.text', { name: member.name, iso: isoName }),
    status: waiting
      ? say(language, 'request.waiting')
      : say(language, outcome, { by: by?.by.name ?? '' }),
    statusKind: waiting ? 'info' : member.status === 'rejected' ? 'danger' : 'success',
    lines: [
      [say(language, 'request.name'), member.name],
      [say(language, 'request.phone'), member.phone],
      ...(asked
        ? [
            [
              say(language, 'request.asked'),
              sayTime(language, asked.at, config().businessTimeZone),
            ] satisfies Line,
          ]
        : []),
    ],
    buttons: waiting
      ? [
          { id: 'staff.approve', title: say(language, 'request.approve'), style: 'primary' },
          { id: 'staff.reject', title: say(language, 'request.reject'), style: 'danger' },
        ]
      : [
          {
            id: 'open',
            title: say(language, 'request.open'),
            url: link('/console/staff/requests'),
          },
        ],
  })
}

/** First message to somebody who has joined: names the next step. */
export function welcomeCard(language: string, name: string, isoName: string): CardParams {
  return params({
    title: say(language, 'welcome.title', { name }),
    text: say(language, 'welcome.text', { iso: isoName }),
    buttons: [
      { id: 'open', title: say(language, 'welcome.open'), style: 'primary', url: link('/') },
    ],
  })
}

/** The result of a review, with a way straight into it. */
export function reviewResultCard(
  language: string,
  result: {
    submissionId: string
    storeName: string
    storeApproved: boolean
    spotsApproved: number
    spotsRejected: number
  },
): CardParams {
  const { submissionId, storeName, storeApproved, spotsApproved, spotsRejected } = result
  const rejected = spotsRejected + (storeApproved ? 0 : 1)
  const total = spotsApproved + spotsRejected + 1
  const passed = rejected === 0
  const title = passed ? 'review.approvedTitle' : 'review.rejectedTitle'
  return params({
    title: say(language, title, { store: storeName }),
    text: passed
      ? say(language, 'review.approvedText')
      : say(language, 'review.rejectedText', { rejected, total }),
    status: say(language, passed ? 'review.passed' : 'review.notPassed'),
    statusKind: passed ? 'success' : 'warning',
    lines: [
      [
        say(language, 'review.store'),
        say(language, storeApproved ? 'review.passed' : 'review.notPassed'),
      ],
      [
        say(language, 'review.spots'),
        say(language, 'review.spotsCount', { approved: spotsApproved, rejected: spotsRejected }),
      ],
    ],
    buttons: [
      {
        id: 'open',
        title: say(language, passed ? 'review.open' : 'review.fix'),
        style: 'primary',
        url: link(`/work/results/${submissionId}`),
      },
    ],
  })
}
