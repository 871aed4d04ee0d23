/** Operators and DingTalk: the DingTalk person, the account they sign in to, linking and unlinking the two. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { textIs } from '../../database/typed.ts'
import { getUserByCode } from '../../dingtalk/contacts.ts'
import { asRefusal } from '../../dingtalk/errors.ts'
import { findUserByUnionId, loginPage, ownerOfLoginCode } from '../../dingtalk/login-page.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { take } from '../../http/limits.ts'
import type { Http } from '../../http/serve.ts'
import { record } from '../../outbox/record.ts'
import { Accounts, UsedSignIns, type Account } from '../model.ts'
import { linkingOfHolder, signInNotes, signInPerAddress } from '../rules.ts'
import { handOver, readNote, takeBack } from './notes.ts'
import { endSessions } from './sessions.ts'
import { dingtalkLinked, dingtalkUnlinked } from '../events.ts'

/** A person as DingTalk has just told us. */
const dingtalkPerson = z.object({
  unionId: z.string(),
  /** In our organisation; absent for people outside it. */
  userId: z.optional(z.string()),
})
export type DingTalkPerson = z.output<typeof dingtalkPerson>

const proofNote = { name: 'dingtalk_proof', seconds: signInNotes.proof, content: dingtalkPerson }

const pageNote = {
  name: 'dingtalk_page',
  seconds: signInNotes.page,
  content: z.object({ state: z.string(), to: z.string(), link: z.boolean() }),
}

/** @throws Refusal `other_organisation` for an app that was opened from another organisation than ours */
export function mustBeOurs(corpId: string | undefined): void {
  if (corpId !== undefined && corpId !== config().dingtalk.corpId) refuse('other_organisation')
}

/** The person with this auth code of DingTalk's client. @throws Refusal `wrong_login_code` or `dingtalk_unavailable` */
export async function personOfAuthCode(code: string): Promise<DingTalkPerson> {
  try {
    const { userId, unionId } = (await getUserByCode(code)) ?? refuse('wrong_login_code')
    return { userId, unionId }
  } catch (error) {
    throw asRefusal(error)
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Sends a browser to DingTalk's page; only this browser can come back from it, once, within ten minutes.
 * @param to address of ours where the person goes on
 * @param link whether they want to link rather than sign in
 */
export function beginOnPage(http: Http, { to, link }: { to: string; link: boolean }): string {
  const state = randomBytes(32).toString('base64url')
  handOver(http, pageNote, { state, to, link })
  return loginPage(`${config().publicUrl}/console/dingtalk`, state)
}

/**
 * The person who comes back from DingTalk's page.
 * @throws Refusal `foreign_sign_in`, `sign_in_over`, `wrong_login_code` or `dingtalk_unavailable`
 */
export async function personOfLoginReturn(
  http: Http,
  { authCode, state }: { authCode: string; state: string },
): Promise<{ person: DingTalkPerson; to: string; link: boolean }> {
  const _id = digest(state).toString('base64url')
  if (await UsedSignIns.exists({ _id })) refuse('sign_in_over')
  const begun = readNote(http, pageNote)
  if (begun === 'over') refuse('sign_in_over')
  if (begun === 'none' || !timingSafeEqual(digest(begun.state), digest(state))) {
    refuse('foreign_sign_in')
  }
  try {
    await insertRow(UsedSignIns, { _id, at: clock.now() })
  } catch (error) {
    if (isDuplicateKey(error)) refuse('sign_in_over')
    throw error
  }
  takeBack(http, pageNote)
  try {
    const unionId = (await ownerOfLoginCode(authCode)) ?? refuse('wrong_login_code')
    const userId = await findUserByUnionId(unionId)
    const person = { unionId, ...(userId ? { userId } : {}) }
    return { person, to: begun.to, link: begun.link }
  } catch (error) {
    throw asRefusal(error)
  }
}

/** Keeps the DingTalk person in the browser until they have proved which account is theirs. */
export function keepProof(http: Http, person: DingTalkPerson): void {
  handOver(http, proofNote, person)
}

/** @throws Refusal `link_over` when this browser has no recent DingTalk sign-in */
export function provenPerson(http: Http): DingTalkPerson {
  const person = readNote(http, proofNote)
  return typeof person === 'string' ? refuse('link_over') : person
}

/**
 * Counts a request to link before its body is read: by the DingTalk person, whose count others cannot use up, or by
 * address where the person is unknown.
 * @throws Refusal `too_many_requests`
 */
export async function countLinking(http: Http): Promise<void> {
  const person = readNote(http, proofNote)
  await (typeof person === 'string'
    ? take(signInPerAddress, http.ip)
    : take(linkingOfHolder, person.unionId))
}

export function forgetProof(http: Http): void {
  takeBack(http, proofNote)
}

/**
 * The account that a DingTalk person is linked to. Their userid is new after they left the organisation and came
 * back: it follows, so that cards still reach them.
 */
export async function accountOf({ unionId, userId }: DingTalkPerson): Promise<Account | undefined> {
  const account = await Accounts.findOne({ dingtalkUnionId: textIs(unionId) }).lean()
  if (!account) return undefined
  if (userId && account.dingtalkUserId !== userId) {
    try {
      await Accounts.updateOne(
        { _id: account._id, dingtalkUnionId: unionId },
        { $set: { dingtalkUserId: userId } },
      )
    } catch (error) {
      // another account gets this person's cards already; signing in goes by the unionid
      if (!isDuplicateKey(error)) throw error
    }
  }
  return account
}

/**
 * Links an account to a DingTalk person, after which the person signs in without a password.
 * @param tenant workspace whose audit log has it
 * @throws Refusal `account_linked_elsewhere` or `dingtalk_linked_elsewhere`
 */
export async function link(
  account: Account,
  { unionId, userId }: DingTalkPerson,
  { tenant, by }: { tenant: string; by: Actor },
): Promise<void> {
  const cardsGoElsewhere = userId && account.dingtalkUserId && account.dingtalkUserId !== userId
  if (account.dingtalkUnionId === unionId) return
  if (account.dingtalkUnionId || cardsGoElsewhere) refuse('account_linked_elsewhere')
  try {
    await transaction(async () => {
      const { matchedCount } = await Accounts.updateOne(
        { _id: account._id, dingtalkUnionId: { $exists: false } },
        {
          $set: {
            dingtalkUnionId: unionId,
            ...(userId ? { dingtalkUserId: userId } : {}),
            dingtalkLinkedAt: clock.now(),
          },
        },
      )
      if (!matchedCount) refuse('account_linked_elsewhere')
      await record(dingtalkLinked, { tenant, id: account._id, by })
    })
  } catch (error) {
    if (isDuplicateKey(error)) refuse('dingtalk_linked_elsewhere')
    throw error
  }
}

/** Takes the link away; sessions that were opened by it end at once, and messages go by mail again. */
export async function unlink(
  accountId: string,
  { tenant, by }: { tenant: string; by: Actor },
): Promise<void> {
  await transaction(async () => {
    const { matchedCount } = await Accounts.updateOne(
      { _id: accountId, dingtalkUnionId: { $exists: true } },
      { $unset: { dingtalkUnionId: 1, dingtalkUserId: 1, dingtalkLinkedAt: 1 } },
    )
    if (!matchedCount) return
    await record(dingtalkUnlinked, { tenant, id: accountId, by })
    await endSessions({ account: accountId, via: 'dingtalk' }, 'dingtalk_unlinked')
  })
}
