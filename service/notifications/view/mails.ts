/** Mails to operators, as subject and plain text. */
import type { GuessingEpisode } from '../../accounts/model.ts'
import type { CodePurpose } from '../../accounts/rules.ts'
import { config } from '../../config.ts'
import type { StaffMember } from '../../staff/model.ts'
import { link } from './link.ts'
import { say, sayTime, type Reader } from '../../texts/say.ts'

/** A one-time code; it does not name the person who asked, because people choose their own names. */
const codeTexts = {
  link_dingtalk: 'linkCode.mailText',
  reset_password: 'resetCode.mailText',
  step_up: 'stepUpCode.mailText',
} as const

export function codeMail(language: string, purpose: CodePurpose, digits: string) {
  const text = codeTexts[purpose]
  return {
    subject: say(language, 'code.mailSubject', { digits }),
    text: say(language, text, { digits }),
  }
}

/** A change to how the account signs in, in case its owner did not make it. */
export function signInChangedMail(reader: Reader, what: 'linked' | 'password', at: Date) {
  const { language } = reader
  const values = {
    time: sayTime(reader, at),
    link: `${config().publicUrl}/console/account`,
  }
  return {
    subject: say(language, `signIn.${what}Subject`),
    text: say(language, `signIn.${what}Text`, values),
  }
}

/** A link with which the reader sets a password: the first one, or another for one that was forgotten. */
export function passwordLinkMail(
  reader: Reader,
  {
    kind,
    url,
    until,
    workspace,
  }: { kind: 'first' | 'again'; url: string; until: Date; workspace: string },
) {
  const { language } = reader
  const values = { workspace, link: url, until: sayTime(reader, until) }
  return {
    subject: say(language, `passwordLink.${kind}Subject`, values),
    text: say(language, `passwordLink.${kind}Text`, values),
  }
}

const names: Record<string, string> = {
  ...{ dingtalk: 'DingTalk', edge: 'Edge', chrome: 'Chrome', firefox: 'Firefox', safari: 'Safari' },
  ...{ windows: 'Windows', macos: 'macOS', android: 'Android', ios: 'iOS', linux: 'Linux' },
}

/** Passwords of the account are being guessed: since when, and roughly from where. */
export function guessingMail(reader: Reader, { since, lastAt, tries, from }: GuessingEpisode) {
  const { language } = reader
  const device = [names[from.client], names[from.system]].filter(Boolean).join(', ')
  const at = (time: Date) => sayTime(reader, time)
  return {
    subject: say(language, 'signIn.guessingSubject'),
    text: say(language, 'signIn.guessingText', {
      since: at(since),
      time: at(lastAt),
      tries,
      origin: `${from.network} (${device || say(language, 'signIn.unknownDevice')})`,
      link: `${config().publicUrl}/console/account`,
    }),
  }
}

/** *Association request* for an ISO admin who cannot be reached by a card; `page` is where it can be decided. */
export function associationRequestMail(language: string, member: StaffMember, isoName: string) {
  const path = '/console/staff/requests'
  const values = { name: member.name, iso: isoName, link: `${config().publicUrl}${path}` }
  return {
    subject: say(language, 'request.mailSubject', values),
    text: say(language, 'request.mailText', values),
    page: { button1Title: say(language, 'request.open'), button1Url: link(path) },
  }
}
