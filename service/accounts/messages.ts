/** Mails about signing in: to the mailbox and nowhere else, whatever the person wishes for other messages. */
import { config } from '../config.ts'
import { sendMail } from '../mail.ts'
import { mailed, readerOf } from '../notifications/mailed.ts'
import type { Recipient } from '../notifications/message.ts'
import { say, sayTime, type Reader } from '../texts/say.ts'
import { codeToMail } from './actions/one-time-codes.ts'
import { guessedAt } from './actions/password-tries.ts'
import { codeRequested, dingtalkLinked, passwordChanged, passwordGuessed } from './events.ts'
import { Accounts, type Account, type GuessingEpisode } from './model.ts'

export function asOperator({ _id, name, language, dingtalkUserId }: Account): Recipient {
  return { kind: 'operator', name, language, dingtalkUserId, account: _id }
}

const codeTexts = {
  link_dingtalk: 'linkCode.mailText',
  reset_password: 'resetCode.mailText',
  step_up: 'stepUpCode.mailText',
} as const

/** A one-time code; it does not name the person who asked, because people choose their own names. */
const codeMail = mailed({
  on: codeRequested,
  handler: 'mailCode',
  // replaced by a newer one, used, or too late: it is of no use any more
  find: ({ data }) => codeToMail(data.row, data.salt),
  mail({ purpose, digits }, { language }) {
    return {
      subject: say(language, 'code.mailSubject', { digits }),
      text: say(language, codeTexts[purpose], { digits }),
    }
  },
})

const accountOf = async (id: string) => {
  const account = await Accounts.findById(id).lean()
  return account ? { account } : undefined
}

const accountPage = () => `${config().publicUrl}/console/account`

/** A change to how the account signs in, in case its owner did not make it. */
export function signInChangedMail(reader: Reader, what: 'linked' | 'password', at: Date) {
  const { language } = reader
  const values = { time: sayTime(reader, at), link: accountPage() }
  return {
    subject: say(language, `signIn.${what}Subject`),
    text: say(language, `signIn.${what}Text`, values),
  }
}

const linkedMail = mailed({
  on: dingtalkLinked,
  handler: 'mailLinked',
  find: ({ subject }) => accountOf(subject.id),
  mail: (_, reader, { at }) => signInChangedMail(reader, 'linked', at),
})

const passwordChangedMail = mailed({
  on: passwordChanged,
  handler: 'mailPasswordChanged',
  find: ({ subject }) => accountOf(subject.id),
  mail: (_, reader, { at }) => signInChangedMail(reader, 'password', at),
})

const names: Record<string, string> = {
  ...{ dingtalk: 'DingTalk', edge: 'Edge', chrome: 'Chrome', firefox: 'Firefox', safari: 'Safari' },
  ...{ windows: 'Windows', macos: 'macOS', android: 'Android', ios: 'iOS', linux: 'Linux' },
}

/** Passwords of the account are being guessed: since when, and roughly from where. */
export function guessingMail(reader: Reader, { since, lastAt, tries, from }: GuessingEpisode) {
  const { language } = reader
  const device = [names[from.client], names[from.system]].filter(Boolean).join(', ')
  return {
    subject: say(language, 'signIn.guessingSubject'),
    text: say(language, 'signIn.guessingText', {
      since: sayTime(reader, since),
      time: sayTime(reader, lastAt),
      tries,
      origin: `${from.network} (${device || say(language, 'signIn.unknownDevice')})`,
      link: accountPage(),
    }),
  }
}

const passwordGuessedMail = mailed({
  on: passwordGuessed,
  handler: 'mailGuessing',
  find: ({ subject }) => guessedAt(subject.id),
  mail: ({ episode }, reader) => guessingMail(reader, episode),
})

export const accountMails = [codeMail, linkedMail, passwordChangedMail, passwordGuessedMail]

/**
 * A link with which the reader sets a password: the first one, or another for one that was forgotten. It is sent at
 * once: nothing but this call knows it, so no event can send it later.
 * @throws nodemailer's error, see `sendMail`
 */
export async function mailPasswordLink(
  account: Account,
  about: { kind: 'first' | 'again'; url: string; until: Date; workspace: string },
): Promise<void> {
  const { kind, url, until, workspace } = about
  const reader = await readerOf(account)
  const values = { workspace, link: url, until: sayTime(reader, until) }
  await sendMail({
    to: account.email,
    subject: say(reader.language, `passwordLink.${kind}Subject`, values),
    text: say(reader.language, `passwordLink.${kind}Text`, values),
    key: `password-link-${account._id}-${until.getTime()}`,
  })
}
