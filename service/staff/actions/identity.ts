/** Which identity a person has chosen in DingTalk, kept at their entries where DingTalk tells it (decision 049). */
import { setTimeout as sleep } from 'node:timers/promises'
import { transaction } from '../../database/transaction.ts'
import { getUser, type DingTalkUser } from '../../dingtalk/contacts.ts'
import { DingTalkError } from '../../dingtalk/errors.ts'
import { tellsIdentity, type Identity } from '../../dingtalk/identity.ts'
import { describeError, log } from '../../log.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { record } from '../../outbox/record.ts'
import type { Staff } from '../../http/callers.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { hasOtherIdentity } from '../rules/association.ts'
import { byDingTalk } from './by-dingtalk.ts'
import { identityChanged } from '../events.ts'

/** Of a person in the organisation: theirs with an ISO, and those of ISOs that have asked them. */
const entriesOf = (dingtalkUserId: string): Record<string, unknown> => ({
  $or: [
    { dingtalkUserId, status: 'associated' },
    {
      'consent.dingtalkUserId': dingtalkUserId,
      status: { $in: ['invited', 'invitation_failed'] },
    },
  ],
})

const is = (identity: Identity | undefined) => identity ?? { $exists: false }

/** Screens are told only of what they show. */
async function keep(member: StaffMember, identity: Identity | undefined, userId: string) {
  await transaction(async () => {
    const { _id, iso, status } = member
    const asRead: Record<string, unknown> = { _id, iso, status, identity: is(member.identity) }
    const { matchedCount } = await StaffMembers.updateOne(
      asRead,
      identity ? { $set: { identity } } : { $unset: { identity: 1 } },
    )
    // it has changed meanwhile, and is looked at again at the next opening
    if (!matchedCount) return
    if (hasOtherIdentity(member) === hasOtherIdentity({ ...member, identity })) return
    await record(identityChanged, {
      tenant: member.iso,
      id: member._id,
      staff: member._id,
      regions: member.regions,
      by: { kind: byDingTalk.kind, id: byDingTalk.id },
      data: { isOther: identity === 'other', dingtalkUserId: userId },
    })
  })
}

/** Keeps what DingTalk has just told of a person, or that it tells nothing. Safe to call any number of times. */
export async function keepIdentity({
  userId,
  identity,
}: Pick<DingTalkUser, 'userId' | 'identity'>): Promise<void> {
  const differs = identity ? { $ne: identity } : { $exists: true }
  const entries = await StaffMembers.find({ ...entriesOf(userId), identity: differs })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  await serveAll('entries of a person', entries, byId, (member) => keep(member, identity, userId))
}

/** Milliseconds that an opening of the app waits for it: what comes later shows a moment later. */
const waitsFor = 1_000

/**
 * Asks DingTalk again for the identity of a person when they open the app. Sign-in does not need it, so an error or a
 * slow answer neither stops nor delays the sign-in.
 */
export async function lookForIdentity(userId: string): Promise<void> {
  if (!tellsIdentity()) return
  const tooLong = new AbortController()
  const { signal } = tooLong
  const patience = sleep(waitsFor, undefined, { signal }).catch(() => {})
  await Promise.race([ask(userId), patience])
  tooLong.abort()
}

async function ask(userId: string): Promise<void> {
  try {
    const user = await getUser(userId)
    if (user) await keepIdentity(user)
  } catch (error) {
    const level = error instanceof DingTalkError ? 'info' : 'warn'
    log[level]({ error: describeError(error) }, 'DingTalk identity not read')
  }
}

/** Whether DingTalk tells of another identity than Alipay Partner. */
export async function choseOtherIdentity({ dingtalkUserId }: Staff): Promise<boolean> {
  if (!tellsIdentity()) return false
  const other = await StaffMembers.exists({ ...entriesOf(dingtalkUserId), identity: 'other' })
  return other !== null
}
