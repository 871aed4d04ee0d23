/**
 * Links with which a person sets a password: random, kept as a hash only, good for one use and some hours, and replaced
 * by the next one. A caller without a valid link learns nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { Accounts, PasswordLinks, type Account } from '../model.ts'
import { passwordLinkLife } from '../rules.ts'
import { passwordLinkMade } from '../events.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** `first`: of a new account, whose owner may be asleep. `again`: for a person who waits for it. */
export type LinkKind = keyof typeof passwordLinkLife

/**
 * Makes the only link that counts for an account from now on; the password stays as it is until the link is used.
 * @returns its address, which nothing can tell again
 */
export async function makePasswordLink(
  { _id: account }: Pick<Account, '_id'>,
  kind: LinkKind,
  { tenant, by }: { tenant: string; by: Actor },
): Promise<{ url: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const createdAt = clock.now()
  const expiresAt = new Date(createdAt.getTime() + passwordLinkLife[kind])
  await transaction(async () => {
    await PasswordLinks.replaceOne(
      { _id: account },
      { _id: account, token: hashOf(token), createdAt, expiresAt },
      { upsert: true },
    )
    await record(passwordLinkMade, { tenant, id: account, by, data: { kind } })
  })
  // behind the #, which a browser does not send: it is in no log of a proxy
  return { url: `${config().publicUrl}/console/password#${token}`, expiresAt }
}

const inForce = (token: string) => ({ token: hashOf(token), expiresAt: { $gt: clock.now() } })

/** @throws Refusal `password_link_over`: used, replaced, too late, or never made */
export async function accountOfLink(token: string): Promise<Account> {
  const link = await PasswordLinks.findOne(inForce(token)).lean()
  const account = link && (await Accounts.findById(link._id).lean())
  return account ?? refuse('password_link_over')
}

/** Uses a link up, in the open transaction. @throws Refusal `password_link_over` */
export async function useLink(token: string): Promise<void> {
  const { deletedCount } = await PasswordLinks.deleteOne(inForce(token))
  if (!deletedCount) refuse('password_link_over')
}
