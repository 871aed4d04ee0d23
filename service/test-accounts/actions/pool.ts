/** What the platform does with test accounts: add and allot them, rotate, suspend, resume, retire. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { within, type Scope } from '../../http/scope.ts'
import { beginAll } from '../../states/begin.ts'
import { findIso } from '../../workspaces/actions/isos.ts'
import { longestPaste, type PastedRow } from '../contract/platform.ts'
import { TestAccounts, type TestAccount } from '../model.ts'
import { accountMachine, endBy, readPasted, type PastedLine } from '../rules.ts'
import { change } from './change.ts'
import { sealPasswords, type Passwords } from './secrets.ts'

/** @throws Refusal `not_found` outside the scope just as when there is none */
export async function findTestAccount(scope: Scope, id: string): Promise<TestAccount> {
  const found = await TestAccounts.findOne({ _id: id, ...within(scope) }).lean<TestAccount | null>()
  return found ?? refuse('not_found')
}

async function thereAlready(lines: readonly PastedLine[]): Promise<ReadonlySet<string>> {
  const emails = lines.map(({ email }) => email)
  const there = await TestAccounts.find({ email: { $in: emails } })
    .select({ email: 1 })
    .lean()
  return new Set(there.map(({ email }) => email))
}

function accountOf(line: PastedLine, iso: string): Omit<TestAccount, 'status'> {
  const now = clock.now()
  const owner = { _id: randomUUIDv7(), version: 1 }
  return {
    ...owner,
    iso,
    email: line.email,
    since: now,
    rotatedAt: now,
    seen: false,
    secrets: sealPasswords(owner, line),
    ended: [],
    createdAt: now,
  }
}

const answerOf = ({ line, email, outcome }: PastedRow): PastedRow => ({ line, email, outcome })

/**
 * Adds the accounts of a paste, all of them or, when a line is wrong, none.
 * @returns what was found of each line; never a password
 * @throws Refusal `not_found` for the ISO, `bad_input`
 */
export async function addTestAccounts(
  { iso, text }: { iso: string; text: string },
  me: Operator,
): Promise<{ added: number; rows: PastedRow[] }> {
  await findIso(me.scope, iso)
  const read = readPasted(text)
  if (read.length > longestPaste) {
    refuse('bad_input', { fields: [{ field: 'text', rule: `has over ${longestPaste} lines` }] })
  }
  const judged = async (): Promise<PastedLine[]> => {
    const there = await thereAlready(read)
    return read.map((line) =>
      line.outcome === 'ready' && there.has(line.email)
        ? { ...line, outcome: 'already_there' }
        : line,
    )
  }
  const lines = await judged()
  if (lines.some(({ outcome }) => outcome !== 'ready'))
    return { added: 0, rows: lines.map(answerOf) }
  try {
    const accounts = lines.map((line) => accountOf(line, iso))
    await beginAll(TestAccounts, accountMachine, accounts, 'add', { by: actorOf(me) })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // another operator pasted the same at the same moment
    return { added: 0, rows: (await judged()).map(answerOf) }
  }
  return { added: lines.length, rows: lines.map((line) => answerOf({ ...line, outcome: 'added' })) }
}

/**
 * New secrets, which were never shown; the holder keeps the account.
 * @throws Refusal `revision_superseded` when it was rotated meanwhile, `wrong_state`
 */
export async function rotate(
  account: TestAccount,
  given: Passwords & { version: number },
  me: Operator,
): Promise<TestAccount> {
  if (account.version !== given.version) {
    refuse('revision_superseded', { about: { version: account.version } })
  }
  const version = given.version + 1
  return change(account, 'rotate', {
    by: actorOf(me),
    where: { version: given.version },
    set: {
      version,
      rotatedAt: clock.now(),
      seen: false,
      secrets: sealPasswords({ _id: account._id, version }, given),
    },
  })
}

/** Its holder loses it. @throws Refusal `wrong_state` */
export async function suspend(account: TestAccount, me: Operator): Promise<TestAccount> {
  return change(account, 'suspend', { by: actorOf(me), end: endBy.suspend })
}

/** @throws Refusal `wrong_state` */
export async function resume(account: TestAccount, me: Operator): Promise<TestAccount> {
  return change(account, 'resume', { by: actorOf(me) })
}

/** Final: secrets that are no longer needed are not kept. @throws Refusal `wrong_state` */
export async function retire(account: TestAccount, me: Operator): Promise<TestAccount> {
  return change(account, 'retire', { by: actorOf(me), end: endBy.retire, unset: ['secrets'] })
}
