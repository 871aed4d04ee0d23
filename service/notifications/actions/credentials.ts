/** What holders of test accounts are told, and cards that follow what becomes of a loan (requirements A6, A7). */
import { log } from '../../log.ts'
import type { EventOf } from '../../outbox/event.ts'
import type { EventRow } from '../../outbox/model.ts'
import { findById } from '../../staff/actions/associate.ts'
import { markReceived } from '../../test-accounts/actions/lend.ts'
import type { accountAssigned, accountRotated } from '../../test-accounts/events.ts'
import { TestAccounts, type TestAccount } from '../../test-accounts/model.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { Messages, type Message } from '../model.ts'
import type { CardParams } from '../view/card.ts'
import { credentialAssignedCard, credentialChangedCard } from '../view/credential-cards.ts'
import { say } from '../../texts/say.ts'
import { asStaff } from '../../staff/messages/recipient.ts'
import { tell, updateCards } from './send.ts'

export const credentialTemplate = 'credential_assigned'

const accountOf = (id: string) =>
  TestAccounts.findById(id).select({ secrets: 0 }).lean<TestAccount | null>()

const loanIn = ({ loan }: { loan?: unknown }) => String(loan)

/** The account is lent to a person, who is told so. */
export async function tellHolder(event: EventOf<typeof accountAssigned>): Promise<void> {
  const account = await accountOf(event.subject.id)
  const { loan } = account ?? {}
  if (!loan || loan.id !== event.data.loan) return
  const member = await findById(loan.staff)
  if (member?.status === 'associated')
    await tell(event, [asStaff(member)], { template: credentialTemplate })
}

/** Cards of this one loan; those of earlier ones show how theirs ended. */
export async function settleCredentialCards(event: EventRow): Promise<void> {
  const account = await accountOf(event.subject.id)
  const { loan: named } = event.data as { loan?: unknown }
  const id = String(named)
  const loan = [account?.loan, ...(account?.ended ?? [])].find((one) => one?.id === id)
  if (!account || !loan) return
  const { name } = await findWorkspace(account.iso)
  await updateCards(
    credentialTemplate,
    account._id,
    (message) => credentialAssignedCard(message, account, name, loanIn(message.data)),
    loan.at,
  )
}

const tellable = ['rotated', 'taken_back', 'suspended', 'retired'] as const

/** New passwords, or the loan is over; a person who has left the ISO is told nothing in its name. */
export async function tellChange(event: EventOf<typeof accountRotated>): Promise<void> {
  const happened = event.type.replace('test_accounts.', '')
  const what = tellable.find((one) => one === happened)
  const account = await accountOf(event.subject.id)
  const member = event.staff ? await findById(event.staff) : null
  if (!what || !account || member?.status !== 'associated' || event.data.end === 'gone') return
  const { name } = await findWorkspace(account.iso)
  await tell(event, [asStaff(member)], {
    template: 'credential_changed',
    content: ({ language }) => credentialChangedCard(language, account, name, what),
  })
}

/** What such a message says when it goes out. @returns undefined when there is no such account any more */
export async function credentialParams(
  about: Pick<Message, 'subject' | 'language' | 'timeZone' | 'data'>,
): Promise<{ params: CardParams; isDue: boolean } | undefined> {
  const { subject, data } = about
  const account = await accountOf(subject.id)
  if (!account) return undefined
  const { name } = await findWorkspace(account.iso)
  return {
    params: credentialAssignedCard(about, account, name, loanIn(data)),
    isDue: account.loan?.id === loanIn(data),
  }
}

/** *Got it* on the card; whatever has become of the loan meanwhile is what the card answers with. */
export async function receivedOnCard({
  outTrackId,
  userId,
  actionId,
}: {
  outTrackId: string
  /** DingTalk userid of the person who pressed. */
  userId: string
  actionId: string
}): Promise<CardParams> {
  const message = await Messages.findById(outTrackId).lean<Message>()
  const account = message && (await accountOf(message.subject.id))
  if (!message || !account) {
    log.warn({ outTrackId, actionId }, 'a button of a card we do not know')
    return {}
  }
  if (userId !== message.dingtalkUserId) {
    return { status: say(message.language, 'credential.notYours'), statusKind: 'warning' }
  }
  const loan = loanIn(message.data)
  const mine = account.loan?.id === loan ? account.loan : undefined
  if (mine) await markReceived(account, loan, { kind: 'staff', id: mine.staff })
  const now = await credentialParams(message)
  return now?.params ?? {}
}
