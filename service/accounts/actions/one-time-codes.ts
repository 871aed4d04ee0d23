/**
 * One-time codes by mail: six digits, five minutes, five tries. The code is derived from a salt in its row and a
 * key that is not in the database, so that neither it nor a hash that could be guessed from is kept anywhere,
 * and sending the same mail twice sends the same code.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { system } from '../../http/callers.ts'
import { take } from '../../http/limits.ts'
import { record } from '../../outbox/record.ts'
import { Accounts, OneTimeCodes, type Account, type OneTimeCode } from '../model.ts'
import {
  codesOfOwn,
  codesPerAccount,
  codesPerHolder,
  mayTry,
  oneTimeCode,
  waitForCode,
  withNewCode,
  withSameCode,
  type CodePurpose,
} from '../rules.ts'
import { codeRequested } from '../events.ts'

/** What a code is for. */
export interface CodeSubject {
  purpose: CodePurpose
  email: string
  /**
   * The person it is valid for, such as the DingTalk person to be linked: others who ask for the same e-mail neither
   * use up nor replace that person's code.
   */
  holder: string
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

const rowOf = ({ purpose, email, holder }: CodeSubject) =>
  hash(`${purpose}\n${email.trim().toLowerCase()}\n${holder}`)

/** The digits of the code in force; undefined when its key was taken out of the ring. */
function digitsOf({ _id, salt, key: id }: Pick<OneTimeCode, '_id' | 'salt' | 'key'>) {
  const ring = config().secretKeys.find((one) => one.id === id)
  if (!ring) return undefined
  const derived = createHmac('sha256', ring.key).update(`one-time code:${_id}:${salt}`).digest()
  const number = derived.readUIntBE(0, 6) % 10 ** oneTimeCode.digits
  return String(number).padStart(oneTimeCode.digits, '0')
}

/**
 * Writes the new code and asks for its mail, if there is an account.
 * @returns false when another request was faster
 */
async function keep(row: OneTimeCode, before: OneTimeCode | null): Promise<boolean> {
  try {
    return await transaction(async () => {
      if (before) {
        const { matchedCount } = await OneTimeCodes.replaceOne(
          {
            _id: row._id,
            salt: before.salt,
            // where the code stays, a try or another sending in between counts
            ...(row.salt === before.salt && { tries: before.tries, expiresAt: before.expiresAt }),
          },
          row,
        )
        if (!matchedCount) return false
      } else await insertRow(OneTimeCodes, row)
      if (row.account) {
        await record(codeRequested, {
          tenant: 'platform',
          id: row.account,
          by: system,
          data: { purpose: row.purpose, row: row._id, salt: row.salt },
        })
      }
      return true
    })
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Codes in the hour before, for the same thing. */
const sentLately = (before: Pick<OneTimeCode, 'sends'> | null, now: Date) =>
  before?.sends.filter((at) => at.getTime() > now.getTime() - oneTimeCode.window).length ?? 0

/**
 * Has a code mailed to an account, if there is one with that e-mail; the caller is not told. The first codes of a
 * DingTalk person are counted separately, so that others cannot use them up.
 * @throws Refusal `too_many_requests` with the seconds to wait, for unknown e-mails just as for known ones
 */
export async function sendCode(subject: CodeSubject): Promise<void> {
  await take(codesPerHolder, hash(subject.holder))
  const _id = rowOf(subject)
  const before = await OneTimeCodes.findById(_id).lean<OneTimeCode>()
  const now = clock.now()
  const wait = before ? waitForCode(before, now.getTime()) : 0
  if (wait > 0) refuse('too_many_requests', { retryAfter: Math.ceil(wait / 1000) })
  const email = subject.email.trim().toLowerCase()
  // a stranger can be as many holders as they like
  const isOwn = subject.purpose === 'link_dingtalk' && sentLately(before, now) < codesOfOwn
  if (!isOwn) await take(codesPerAccount, hash(email))
  const account = await Accounts.findOne({ email }).lean()
  // known to be asked for by its owner: the code in an earlier mail stays right
  const same = subject.purpose === 'step_up' && before && mayTry(before, now.getTime())
  const row: OneTimeCode = {
    _id,
    purpose: subject.purpose,
    ...(account ? { account: account._id } : {}),
    ...(same
      ? { salt: before.salt, key: before.key, ...withSameCode(before, now) }
      : {
          salt: randomBytes(16).toString('base64url'),
          key: config().secretKeys[0].id,
          ...withNewCode(before ?? { sends: [] }, now),
        }),
    forgetAt: new Date(now.getTime() + oneTimeCode.window),
  }
  if (!(await keep(row, before)))
    refuse('too_many_requests', { retryAfter: oneTimeCode.wait / 1000 })
}

/**
 * What is to be mailed for a request; undefined when that code counts no longer.
 * @throws when its key is not in the ring: the mail is not sent, and the event must not end as if it were
 */
export async function codeToMail(
  row: string,
  salt: string,
): Promise<{ account: Account; digits: string; purpose: CodePurpose } | undefined> {
  const code = await OneTimeCodes.findOne({ _id: row, salt }).lean<OneTimeCode>()
  if (!code || !mayTry(code, clock.time())) return undefined
  const account = code.account && (await Accounts.findById(code.account).lean())
  if (!account) return undefined
  const digits = digitsOf(code)
  if (!digits) throw new Error(`SECRET_KEYS holds no key ${code.key}`)
  return { account, digits, purpose: code.purpose }
}

/** Counts a try before it is looked at, so that guesses at the same moment count too. */
async function countTry(_id: string): Promise<OneTimeCode> {
  for (;;) {
    const code = await OneTimeCodes.findById(_id).lean<OneTimeCode>()
    if (!code || !mayTry(code, clock.time())) refuse('code_over')
    const { salt, tries } = code
    const counted = await OneTimeCodes.updateOne({ _id, salt, tries }, { $inc: { tries: 1 } })
    if (counted.matchedCount) return code
  }
}

/**
 * Looks whether the code is right, which counts as a try unless it is.
 * @returns the account to whose e-mail it was sent, and what uses the code up
 * @throws Refusal `wrong_code`, or `code_over` when it must be asked for again
 */
export async function matchCode(
  subject: CodeSubject,
  given: string,
): Promise<{ account: Account; use(): Promise<void> }> {
  const { _id, salt, account: id, ...code } = await countTry(rowOf(subject))
  const digits = digitsOf({ _id, salt, key: code.key }) ?? refuse('code_over')
  const fits = timingSafeEqual(Buffer.from(hash(digits)), Buffer.from(hash(given)))
  const account = await Accounts.findById(id ?? '').lean()
  if (!fits || !account) refuse('wrong_code', { field: 'code' })
  await OneTimeCodes.updateOne({ _id, salt }, { $inc: { tries: -1 } })
  return {
    account,
    async use() {
      const { deletedCount } = await OneTimeCodes.deleteOne({ _id, salt })
      if (!deletedCount) refuse('code_over')
    },
  }
}

/**
 * Uses a code up.
 * @returns the account to whose e-mail it was sent
 * @throws Refusal `wrong_code`, or `code_over` when it must be asked for again
 */
export async function redeemCode(subject: CodeSubject, given: string): Promise<Account> {
  const { account, use } = await matchCode(subject, given)
  await use()
  return account
}
