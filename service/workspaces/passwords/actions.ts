/** What a person can do about their password without being signed in. */
import { createHash } from 'node:crypto'
import { matchCode, sendCode } from '../../accounts/actions/one-time-codes.ts'
import { accountOfLink, useLink } from '../../accounts/actions/password-links.ts'
import { setPassword } from '../../accounts/actions/passwords.ts'
import type { Account } from '../../accounts/model.ts'
import { wrongResetCodes } from '../../accounts/rules.ts'
import { isRefusal } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { giveBack, take } from '../../http/limits.ts'
import { Members } from '../../team/model.ts'
import { Workspaces } from '../model.ts'

/** Where an account belongs, for the audit log and for the words that are no password. */
export async function belongingOf({
  _id,
}: Pick<Account, '_id'>): Promise<{ tenant: string; company: string; by: Actor }> {
  const member = await Members.findOne({ account: _id }).sort({ status: 1, createdAt: 1 }).lean()
  const workspace = member && (await Workspaces.findById(member.workspace).lean())
  return {
    tenant: workspace?._id ?? 'platform',
    company: workspace?.name ?? '',
    by: { kind: 'operator', id: member?._id ?? _id },
  }
}

/**
 * The link is used up in the transaction that sets the password: a password that is refused leaves it as it was.
 * @throws Refusal `password_link_over`, `password_common`, `password_personal` or `password_pattern`
 */
export async function setPasswordByLink({
  token,
  next,
}: {
  token: string
  next: string
}): Promise<void> {
  const account = await accountOfLink(token)
  await setPassword(account, next, {
    ...(await belongingOf(account)),
    proof: () => useLink(token),
  })
}

/** Which code: of the page that asked for it. */
interface Attempt {
  email: string
  attempt: string
}

const subjectOf = ({ email, attempt }: Attempt) =>
  ({ purpose: 'reset_password', email, holder: attempt }) as const

/** @throws Refusal `too_many_requests`, for unknown e-mails just as for known ones */
export const sendResetCode = (asked: Attempt): Promise<void> => sendCode(subjectOf(asked))

/**
 * The code is used up in the transaction that sets the password: a password that is refused leaves it as it was.
 * @throws Refusal `wrong_code`, `code_over`, `password_common`, `password_personal` or `password_pattern`;
 * `too_many_requests` after many wrong codes of a day
 */
export async function setPasswordByCode({
  code,
  next,
  ...asked
}: Attempt & { code: string; next: string }): Promise<void> {
  const key = createHash('sha256').update(asked.email.toLowerCase()).digest('base64url')
  await take(wrongResetCodes, key)
  let isWrong = false
  try {
    const { account, use } = await matchCode(subjectOf(asked), code)
    await setPassword(account, next, { ...(await belongingOf(account)), proof: use })
  } catch (error) {
    isWrong = isRefusal(error, 'wrong_code')
    throw error
  } finally {
    if (!isWrong) await giveBack(wrongResetCodes, key)
  }
}
