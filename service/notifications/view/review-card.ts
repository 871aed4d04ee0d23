/** The card that tells a staff member what review decided, and why. */
import { params, type CardParams, type Line } from './card.ts'
import { link } from './link.ts'
import { say } from '../../texts/say.ts'

/** The result of a review, with a way straight into it. */
export function reviewResultCard(
  language: string,
  result: {
    submissionId: string
    storeName: string
    storeApproved: boolean
    spotsApproved: number
    spotsRejected: number
    /** What was rejected and why; as many as the card has room for. */
    reasons?: readonly [string, string][]
  },
): CardParams {
  const {
    reasons = [],
    submissionId,
    storeName,
    storeApproved,
    spotsApproved,
    spotsRejected,
  } = result
  const rejected = spotsRejected + (storeApproved ? 0 : 1)
  const total = spotsApproved + spotsRejected + 1
  const passed = rejected === 0
  const title = passed ? 'review.approvedTitle' : 'review.rejectedTitle'
  return params({
    title: say(language, title, { store: storeName }),
    text: passed
      ? say(language, 'review.approvedText')
      : say(language, 'review.rejectedText', { rejected, total }),
    status: say(language, passed ? 'review.approved' : 'review.rejected'),
    statusKind: passed ? 'success' : 'warning',
    lines: [
      [
        say(language, 'review.store'),
        say(language, storeApproved ? 'review.approved' : 'review.rejected'),
      ],
      [
        say(language, 'review.spots'),
        say(language, 'review.spotsCount', { approved: spotsApproved, rejected: spotsRejected }),
      ],
      ...reasons.map(([item, why]): Line => [item, why]),
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
