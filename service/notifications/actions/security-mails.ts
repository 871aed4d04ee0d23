/** Mails about signing in: to the mailbox and nowhere else, whatever the person wishes for other messages. */
import { codeToMail } from '../../accounts/actions/one-time-codes.ts'
import { guessedAt } from '../../accounts/actions/password-tries.ts'
import { Accounts, type Account } from '../../accounts/model.ts'
import { sendMail } from '../../mail.ts'
import type { EventOf } from '../../outbox/event.ts'
import type { EventRow } from '../../outbox/model.ts'
import { codeMail, guessingMail, passwordLinkMail, signInChangedMail } from '../view/mails.ts'
import type { Reader } from '../../texts/say.ts'
import { preferencesOf } from './preferences.ts'
import { messageIdOf } from './send.ts'
import type { codeRequested } from '../../accounts/events.ts'

async function mailTo(
  account: Account,
  event: EventRow,
  words: { subject: string; text: string },
): Promise<void> {
  await sendMail({ to: account.email, ...words, key: messageIdOf(event, `mail:${account._id}`) })
}

/** How the owner of an account reads times. */
async function readerOf({ _id: account, language }: Account): Promise<Reader> {
  const [chosen] = await preferencesOf([{ account }])
  return { language, timeZone: chosen?.timeZone }
}

export async function mailCode(event: EventOf<typeof codeRequested>): Promise<void> {
  const { row, salt } = event.data
  const found = await codeToMail(row, salt)
  // replaced by a newer one, used, or too late: it is of no use any more
  if (!found) return
  const { account, purpose, digits } = found
  await mailTo(account, event, codeMail(account.language, purpose, digits))
}

async function mailChange(event: EventRow, what: 'linked' | 'password'): Promise<void> {
  const account = await Accounts.findById(event.subject.id).lean()
  if (!account) return
  await mailTo(account, event, signInChangedMail(await readerOf(account), what, event.at))
}

/** A warning to the owner of an account that passwords are being guessed, if the e-mail has an account. */
export async function mailGuessing(event: EventRow): Promise<void> {
  const found = await guessedAt(event.subject.id)
  if (!found) return
  const { account, episode } = found
  await mailTo(account, event, guessingMail(await readerOf(account), episode))
}

export const mailLinked = (event: EventRow) => mailChange(event, 'linked')
export const mailPasswordChanged = (event: EventRow) => mailChange(event, 'password')

/**
 * A link to set a password, sent at once: nothing but this call knows it, so no event can send it later.
 * @throws nodemailer's error, see `sendMail`
 */
export async function mailPasswordLink(
  account: Account,
  about: Parameters<typeof passwordLinkMail>[1],
): Promise<void> {
  const words = passwordLinkMail(await readerOf(account), about)
  const key = `password-link-${account._id}-${about.until.getTime()}`
  await sendMail({ to: account.email, ...words, key })
}
