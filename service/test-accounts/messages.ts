/** What holders of test accounts are told, and *Got it* on the card (requirements A6, A7). Never a password. */
import {
  announcement,
  button,
  onlyRecipient,
  message,
  type About,
  type Press,
} from '../notifications/message.ts'
import type { Button, Card, Line } from '../notifications/view/card.ts'
import { link } from '../notifications/view/link.ts'
import { staffActor } from '../http/callers.ts'
import { findById } from '../staff/actions/associate.ts'
import { asStaff, recipientsOf } from '../staff/messages/recipient.ts'
import { say, sayTime } from '../texts/say.ts'
import { findWorkspace } from '../workspaces/actions/workspaces.ts'
import { markReceived } from './actions/lend.ts'
import type { LoanEnd } from './contract/account.ts'
import {
  accountAssigned,
  accountReceived,
  accountRetired,
  accountRotated,
  accountSuspended,
  accountTakenBack,
} from './events.ts'
import { TestAccounts, type Loan, type TestAccount } from './model.ts'

const accountOf = (id: string) =>
  TestAccounts.findById(id).select({ secrets: 0 }).lean<TestAccount | null>()

/** An account, and the loan of it that a message is about, which may be over. */
interface Lent {
  account: TestAccount
  isoName: string
  loan: string
}

async function find({ subject, data }: Pick<About, 'subject' | 'data'>): Promise<Lent | undefined> {
  const account = await accountOf(subject.id)
  if (!account) return undefined
  const { name } = await findWorkspace(account.iso)
  return { account, isoName: name, loan: String(data['loan']) }
}

const openPage = (language: string, style: Button['style'] = 'primary'): Button => ({
  id: 'open',
  title: say(language, 'credential.open'),
  style,
  url: link('/work/payment-verification'),
})

const gotIt = button('credential.received', {
  may: onlyRecipient,
  refusal: 'credential.notYours',
  async act({ thing: { account, loan } }: Press<Lent>) {
    if (account.loan?.id !== loan) return
    await markReceived(account, loan, staffActor(account.loan.staff))
  },
})

/** What stands there while the person has it: received or not, and whether the passwords are new ones. */
function whileLent(
  language: string,
  { at, receivedAt }: Loan,
  rotatedAt: Date,
): Pick<Card, 'status' | 'statusKind' | 'buttons'> {
  const isReceived = receivedAt !== undefined
  const isRotated = rotatedAt > at
  const status = isReceived ? 'credential.received' : 'credential.waiting'
  const receive: Button = {
    id: gotIt.id,
    title: say(language, 'credential.gotIt'),
    style: 'primary',
  }
  return {
    status: say(language, isRotated ? 'credential.rotated' : status),
    statusKind: isRotated ? 'warning' : isReceived ? 'success' : 'info',
    buttons: isReceived ? [openPage(language)] : [receive, openPage(language, 'plain')],
  }
}

const loansOf = ({ loan, ended }: TestAccount) => [...(loan ? [loan] : []), ...ended]

export const accountAssignedMessage = message({
  template: 'credential_assigned',
  kind: 'test_accounts',
  membersOnly: true,
  on: accountAssigned,
  handler: 'tellHolder',
  async to(event) {
    const { loan } = (await accountOf(event.subject.id)) ?? {}
    if (!loan || loan.id !== event.data.loan) return []
    return recipientsOf(loan.staff)
  },
  find,
  due: ({ account, loan }) => account.loan?.id === loan,
  card({ account, isoName, loan }, reader): Card {
    const { language } = reader
    const now = account.loan?.id === loan ? account.loan : undefined
    const past = account.ended.find(({ id }) => id === loan)
    const since = now?.at ?? past?.at
    const lines: Line[] = [[say(language, 'credential.account'), account.email]]
    if (since) lines.push([say(language, 'credential.since'), sayTime(reader, since)])
    return {
      title: say(language, 'credential.title'),
      text: say(language, now ? 'credential.text' : 'credential.overText', { iso: isoName }),
      ...(now
        ? whileLent(language, now, account.rotatedAt)
        : { status: say(language, `credential.end.${past?.end ?? 'gone'}`) }),
      lines,
    }
  },
  settled: {
    by: [accountReceived, accountRotated, accountTakenBack, accountSuspended, accountRetired],
    handler: 'settleCredentialCards',
    // cards of other loans show how theirs ended
    concerns: ({ account, loan }, _, { data }) =>
      data['loan'] === loan && loansOf(account).some(({ id }) => id === loan),
  },
  buttons: [gotIt],
})

const told = {
  [accountRotated.type]: 'rotated',
  [accountTakenBack.type]: 'taken_back',
  [accountSuspended.type]: 'suspended',
  [accountRetired.type]: 'retired',
} as const

/** Something has happened to an account that a person has, or had until then. */
export function accountChangedCard(
  language: string,
  { email }: Pick<TestAccount, 'email'>,
  isoName: string,
  what: 'rotated' | Exclude<LoanEnd, 'gone'>,
): Card {
  return {
    title: say(language, `credential.told.${what}`),
    text: say(language, `credential.toldText.${what}`, { iso: isoName }),
    lines: [[say(language, 'credential.account'), email]],
    buttons: what === 'rotated' ? [openPage(language)] : [],
  }
}

/** New passwords, or the end of the loan; sent only to present staff of the ISO. */
export const accountChangedMessage = announcement({
  template: 'credential_changed',
  kind: 'test_accounts',
  membersOnly: true,
  on: [accountRotated, accountTakenBack, accountSuspended, accountRetired],
  handler: 'tellChange',
  async tell(event, send) {
    const what = told[event.type]
    const account = await accountOf(event.subject.id)
    const member = event.staff ? await findById(event.staff) : null
    if (!what || !account || member?.status !== 'associated' || event.data.end === 'gone') return
    const { name } = await findWorkspace(account.iso)
    const card = ({ language }: { language: string }) =>
      accountChangedCard(language, account, name, what)
    await send({ to: [asStaff(member)], card })
  },
})

export const testAccountMessages = [accountAssignedMessage, accountChangedMessage]
