/** Asks a member of the organisation to agree that an ISO adds them (requirements A4): *Agree* and *Decline*. */
import { isRefusal } from '../../errors.ts'
import { button, onlyRecipient, message, type Press } from '../../notifications/message.ts'
import type { Card } from '../../notifications/view/card.ts'
import { link } from '../../notifications/view/link.ts'
import { say } from '../../texts/say.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { findById } from '../actions/associate.ts'
import { agree, decline, markNotReached } from '../actions/consent.ts'
import {
  consentAsked,
  consentDeclined,
  invitationCancelled,
  invitationFailed,
  invitationResent,
  phoneCorrected,
  staffAssociated,
  staffRemoved,
} from '../events.ts'
import type { StaffMember } from '../model.ts'
import { answerTo } from '../rules/association.ts'
import { asStaff } from './recipient.ts'

interface Question {
  member: StaffMember
  isoName: string
}

/** Answers for the reader; whatever has become of the question meanwhile is what the card shows. */
const answering =
  (answer: typeof agree) =>
  async ({ userId, thing, message: { language } }: Press<Question>): Promise<Partial<Card>> => {
    try {
      await answer(thing.member, userId)
    } catch (error) {
      // the question stays with its buttons, for when the ISO is resumed
      if (isRefusal(error, 'iso_suspended')) {
        const status = say(language, 'consent.suspended', { iso: thing.isoName })
        return { status, statusKind: 'warning' }
      }
      if (!isRefusal(error, 'wrong_state')) throw error
    }
    return {}
  }

const ofReader = { may: onlyRecipient, refusal: 'consent.notYours' } as const
const agreeButton = button('consent.agree', { ...ofReader, act: answering(agree) })
const declineButton = button('consent.decline', { ...ofReader, act: answering(decline) })

const answered = {
  agreed: { status: 'consent.agreed', kind: 'success' },
  declined: { status: 'consent.declined', kind: 'info' },
  withdrawn: { status: 'consent.withdrawn', kind: 'info' },
  elsewhere: { status: 'consent.elsewhere', kind: 'info' },
  over: { status: 'consent.over', kind: 'info' },
} as const

export const consentMessage = message({
  template: 'consent',
  kind: 'association',
  on: consentAsked,
  handler: 'askPerson',
  async to({ subject }) {
    const member = await findById(subject.id)
    const { dingtalkUserId } = member?.consent ?? {}
    if (!member || !dingtalkUserId || answerTo(member, dingtalkUserId) !== 'waiting') return []
    return [{ ...asStaff(member), dingtalkUserId }]
  },
  async find({ subject }): Promise<Question | undefined> {
    const member = await findById(subject.id)
    return member ? { member, isoName: (await findWorkspace(member.iso)).name } : undefined
  },
  due: ({ member }, { dingtalkUserId = '' }) => answerTo(member, dingtalkUserId) === 'waiting',
  card({ member, isoName }, { language, dingtalkUserId = '' }): Card {
    const words = { name: member.name, iso: isoName }
    const answer = answerTo(member, dingtalkUserId)
    const outcome = answer === 'waiting' ? undefined : answered[answer]
    return {
      title: say(language, 'consent.title', words),
      text: say(language, 'consent.text', words),
      status: say(language, outcome?.status ?? 'consent.waiting', words),
      statusKind: outcome?.kind ?? 'info',
      buttons: outcome
        ? []
        : [
            { id: agreeButton.id, title: say(language, 'consent.agree'), style: 'primary' },
            { id: declineButton.id, title: say(language, 'consent.decline'), style: 'plain' },
          ],
    }
  },
  // the mini-app asks the same
  page: (_, { language }) => ({ id: 'open', title: say(language, 'welcome.open'), url: link('/') }),
  settled: {
    by: [
      ...[staffAssociated, consentDeclined, staffRemoved, invitationCancelled],
      ...[invitationFailed, invitationResent, phoneCorrected],
    ],
    handler: 'settleQuestions',
    // cards of earlier questions show how those ended
    concerns({ member }, { createdAt }) {
      const asked = member.timeline.findLast(({ what }) => what === 'consent_asked')
      return asked !== undefined && createdAt >= asked.at
    },
  },
  buttons: [agreeButton, declineButton],
  // the ISO sees it, while the mini-app asks all the same
  async unreached(id) {
    const member = await findById(id)
    if (member?.status === 'invited' && member.consent) await markNotReached(member)
  },
})
