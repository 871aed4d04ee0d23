/** Passwords: hashed with argon2id (OWASP: 19 MiB, 2 passes), checked in the same time whether or not the account exists. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Actor, type Operator } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { Accounts, PasswordLinks, type Account } from '../model.ts'
import { endSessions } from './sessions.ts'
import { mustBeHardToGuess } from './weak-passwords.ts'
import { passwordChanged } from '../events.ts'

const derive = promisify(argon2)
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** The same characters may be typed as different code points, depending on the keyboard: kept and compared in one form. */
const inOneForm = (password: string) => password.normalize('NFC')

/** @returns a PHC string such as `$argon2id$v=19$m=19456,t=2,p=1$…$…` */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: inOneForm(password), nonce })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(tag)}`
}

async function matches(password: string, phc: string): Promise<boolean> {
  const same = inOneForm(password)
  if (await fits(same, phc)) return true
  // hashed as it was typed, by an earlier release
  return same !== password && fits(password, phc)
}

async function fits(password: string, phc: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc)
  if (!parts) throw new Error('a stored password hash has another form')
  const tag = Buffer.from(parts[5] ?? '', 'base64')
  const found = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(parts[4] ?? '', 'base64'),
    memory: Number(parts[1]),
    passes: Number(parts[2]),
    parallelism: Number(parts[3]),
    tagLength: tag.length,
  })
  return timingSafeEqual(found, tag)
}

let decoy: Promise<string> | undefined

/** The account when e-mail and password fit together; undefined for an unknown e-mail just as for a wrong password. */
export async function findByPassword(
  email: string,
  password: string,
): Promise<Account | undefined> {
  const account = await Accounts.findOne({ email: email.toLowerCase() }).lean()
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const isRight = await matches(password, account?.passwordHash ?? (await decoy))
  return account && isRight ? account : undefined
}

interface Setting {
  /** Name of the company, which is not allowed as a password. */
  company: string
  /** Workspace whose audit log has it. */
  tenant: string
  by: Actor
  /** The session that stays; all others of the account end. */
  keep?: string
  /** Shows, in the transaction, that the person may: what it uses up counts only if all the rest happens. */
  proof(): Promise<void>
}

/**
 * The one way in which a person's password is set, however they showed that they may.
 * @throws Refusal `password_common`, `password_personal` or `password_pattern` when it is guessed soon; those of `proof`
 */
export async function setPassword(
  { _id, email, name }: Account,
  next: string,
  { company, tenant, by, keep, proof }: Setting,
): Promise<void> {
  await mustBeHardToGuess(next, { email, name, workspace: company })
  const passwordHash = await hashPassword(next)
  await transaction(async () => {
    await proof()
    await Accounts.updateOne({ _id }, { $set: { passwordHash } })
    // a link that is still on its way would undo this choice
    await PasswordLinks.deleteOne({ _id })
    await record(passwordChanged, { tenant, id: _id, by })
    await endSessions({ account: _id }, 'password_changed', keep)
  })
}

/**
 * Gives the operator's account another password; every session of it but the one in hand ends.
 * @throws Refusal `wrong_password` when the present password is another; `password_common`, `password_personal` or
 * `password_pattern` when the next one is guessed soon
 */
export async function changePassword(
  me: Operator,
  { present, next }: { present: string; next: string },
): Promise<void> {
  const account = (await Accounts.findById(me.accountId).lean()) ?? refuse('session_expired')
  const { _id, passwordHash } = account
  if (!(await matches(present, passwordHash))) refuse('wrong_password', { field: 'present' })
  await setPassword(account, next, {
    company: me.workspace.name,
    tenant: me.workspace.id,
    by: actorOf(me),
    keep: me.sessionId,
    async proof() {
      // changed since: what was typed is no longer the present one
      const same = await Accounts.exists({ _id, passwordHash })
      if (!same) refuse('wrong_password', { field: 'present' })
    },
  })
}
