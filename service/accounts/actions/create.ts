/** Makes the account of an operator; its first password comes by a link, or with the person's own choice. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import type { Language } from '../../texts/contract.ts'
import { Accounts, type Account } from '../model.ts'
import { hashPassword } from './passwords.ts'
import { accountCreated } from '../events.ts'

export interface NewAccount {
  email: string
  name: string
  language: Language
}

export async function findAccount(email: string): Promise<Account | undefined> {
  const found = await Accounts.findOne({ email: email.trim().toLowerCase() }).lean()
  return found ?? undefined
}

/**
 * The account that is about to be made. Until its person has chosen a password it has one that was thrown away: a try
 * takes as long as for any other account, and no reader of the row has to know of accounts without one.
 */
export async function newAccount({ email, name, language }: NewAccount): Promise<Account> {
  return {
    _id: randomUUIDv7(),
    email: email.trim().toLowerCase(),
    name,
    passwordHash: await hashPassword(randomBytes(32).toString('base64url')),
    language,
    createdAt: clock.now(),
  }
}

/** @throws Refusal `email_in_use` */
export async function insertAccount(
  account: Account,
  { tenant, by }: { tenant: string; by: Actor },
): Promise<void> {
  try {
    await transaction(async () => {
      await insertRow(Accounts, account)
      await record(accountCreated, { tenant, id: account._id, by })
    })
  } catch (error) {
    if (isDuplicateKey(error)) refuse('email_in_use', { field: 'email' })
    throw error
  }
}
