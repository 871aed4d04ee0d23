/** What the bot's cards say of a test account: that it is lent, and what becomes of that. Never a password. */
import type { LoanEnd } from '../../test-accounts/contract.ts'
import type { Loan, TestAccount } from '../../test-accounts/model.ts'
import { params, type Button, type Card, type CardParams } from './card.ts'
import { link } from './link.ts'
import { say, sayTime, type Reader } from '../../texts/say.ts'

type Shown = Pick<TestAccount, 'email' | 'rotatedAt' | 'loan' | 'ended'>

const openPage = (language: string, style: Button['style']): Button => ({
  id: 'open',
  title: say(language, 'credential.open'),
  ...(style ? { style } : {}),
  url: link('/work/payment-verification'),
})

/** What stands there while the person has it: received or not, and whether the passwords are new ones. */
function whileLent(
  language: string,
  { at, receivedAt }: Loan,
  rotatedAt: Date,
): Pick<Card, 'status' | 'statusKind' | 'buttons'> {
  const received = receivedAt !== undefined
  const rotated = rotatedAt > at
  const gotIt: Button = {
    id: 'credential.received',
    title: say(language, 'credential.gotIt'),
    style: 'primary',
  }
  const status = received ? 'credential.received' : 'credential.waiting'
  return {
    status: say(language, rotated ? 'credential.rotated' : status),
    statusKind: rotated ? 'warning' : received ? 'success' : 'info',
    buttons: received ? [openPage(language, 'primary')] : [gotIt, openPage(language, 'plain')],
  }
}

/** *Test account* for its holder; `loan` is the loan that the card is about, which may be over. */
export function credentialAssignedCard(
  reader: Reader,
  account: Shown,
  isoName: string,
  loan: string,
): CardParams {
  const { language } = reader
  const now = account.loan?.id === loan ? account.loan : undefined
  const past = account.ended.find(({ id }) => id === loan)
  const since = now?.at ?? past?.at
  return params({
    title: say(language, 'credential.title'),
    text: say(language, now ? 'credential.text' : 'credential.overText', { iso: isoName }),
    ...(now
      ? whileLent(language, now, account.rotatedAt)
      : { status: say(language, `credential.end.${past?.end ?? 'gone'}`) }),
    lines: [
      [say(language, 'credential.account'), account.email],
      ...(since
        ? [[say(language, 'credential.since'), sayTime(reader, since)] satisfies [string, string]]
        : []),
    ],
  })
}

/** Something has happened to an account that a person has, or had until then. */
export function credentialChangedCard(
  language: string,
  { email }: Pick<TestAccount, 'email'>,
  isoName: string,
  what: 'rotated' | Exclude<LoanEnd, 'gone'>,
): CardParams {
  return params({
    title: say(language, `credential.told.${what}`),
    text: say(language, `credential.toldText.${what}`, { iso: isoName }),
    lines: [[say(language, 'credential.account'), email]],
    buttons: what === 'rotated' ? [openPage(language, 'primary')] : [],
  })
}
