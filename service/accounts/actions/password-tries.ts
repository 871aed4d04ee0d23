/** Slows down the guessing of passwords and tells the owner once (decision 028). */
import { createHash } from 'node:crypto'
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal } from '../../errors.ts'
import { system } from '../../http/callers.ts'
import { giveBack, take } from '../../http/limits.ts'
import type { Http } from '../../http/serve.ts'
import { record } from '../../outbox/record.ts'
import { Accounts, GuessingEpisodes, type Account, type GuessingEpisode } from '../model.ts'
import {
  coarseOrigin,
  delayOf,
  guessing,
  signInPerAddress,
  signInPerDevice,
  signInPerPair,
  signInsOfDevice,
} from '../rules.ts'
import { anyDevice, knownDevice, rememberDevice } from './known-devices.ts'
import { inLine, pauseUntil } from './password-queue.ts'
import { passwordGuessed } from '../events.ts'

const hashOf = (email: string) =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')

/** For an account that has signed in on this device. */
export const rememberDeviceOf = (http: Http, { email }: Pick<Account, 'email'>) =>
  rememberDevice(http, hashOf(email))

/** Counts a try, known e-mail or not, in the episode that is open or a new one. */
async function countTry(_id: string, from: GuessingEpisode['from']): Promise<GuessingEpisode> {
  const now = clock.now()
  const before = (ms: number) => new Date(now.getTime() - ms)
  const isOver = {
    $or: [
      { $lt: [{ $ifNull: ['$lastAt', new Date(0)] }, before(guessing.quiet)] },
      { $lt: [{ $ifNull: ['$since', new Date(0)] }, before(guessing.longest)] },
    ],
  }
  const counted = await GuessingEpisodes.collection.findOneAndUpdate(
    { _id: _id as never },
    [
      {
        $set: {
          since: { $cond: [isOver, now, '$since'] },
          tries: { $cond: [isOver, 1, { $add: ['$tries', 1] }] },
          told: { $cond: [isOver, false, '$told'] },
          lastAt: now,
          from: { $literal: from },
        },
      },
    ],
    { upsert: true, returnDocument: 'after' },
  )
  return counted as unknown as GuessingEpisode
}

/** Has the owner told, if there is one: the steps are the same for an e-mail without an account. */
async function tellOnce({ _id, since }: GuessingEpisode, email: string): Promise<void> {
  const account = await Accounts.findOne({ email: email.trim().toLowerCase() }).lean()
  await transaction(async () => {
    const { modifiedCount } = await GuessingEpisodes.updateOne(
      { _id, since, told: false },
      { $set: { told: true, account: account?._id ?? null } },
    )
    if (!modifiedCount) return
    await record(passwordGuessed, {
      tenant: 'platform',
      id: _id,
      by: system,
    })
  })
}

/**
 * The owner to tell of an episode, and what is known of it; undefined when the e-mail has no account or the episode is
 * forgotten.
 */
export async function guessedAt(
  id: string,
): Promise<{ account: Account; episode: GuessingEpisode } | undefined> {
  const episode = await GuessingEpisodes.findById(id).lean<GuessingEpisode>()
  const account = episode?.account && (await Accounts.findById(episode.account).lean())
  return account ? { account, episode } : undefined
}

/** A try on a device that is none of the account's: counted with all others, and delayed when there were many; its turn has come. */
async function onUnknownDevice<T>(
  http: Http,
  email: string,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const account = hashOf(email)
  const episode = await countTry(account, coarseOrigin(http.ip, http.userAgent))
  await pauseUntil(episode.lastAt.getTime() + delayOf(episode.tries))
  const forgive = () =>
    GuessingEpisodes.updateOne({ _id: account, since: episode.since }, { $inc: { tries: -1 } })
  const opened = await work().catch(async (error: unknown) => {
    if (isRefusal(error)) await forgive()
    throw error
  })
  if (opened !== undefined) await forgive()
  if (opened === undefined && episode.tries >= guessing.told && !episode.told) {
    await tellOnce(episode, email)
  }
  return opened
}

/**
 * Counts a request to sign in before its body is read, right or wrong: each costs memory and time.
 * @throws Refusal `too_many_requests` after too many from this address, or, if a person has signed in
 *   there before, on this device
 */
export async function countSignIn(http: Http): Promise<void> {
  const device = anyDevice(http)
  await (device ? take(signInsOfDevice, device) : take(signInPerAddress, http.ip))
}

/**
 * Tries a password for an e-mail. It counts before it is looked at, so that guesses at the same moment count too; a
 * right one is given back.
 * @param work what the right password opens; undefined for a wrong one
 * @throws Refusal `too_many_requests` on a known device after too many wrong ones there; elsewhere after too many of
 * this account from this address, or of all accounts from it, or while too many wait for this account
 */
export async function tryPassword<T>(
  http: Http,
  email: string,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const account = hashOf(email)
  const device = knownDevice(http, account)
  // a device of other accounts: it was counted by its id so far
  if (!device && anyDevice(http)) await take(signInPerAddress, http.ip)
  const [limit, key] = device
    ? ([signInPerDevice, `${device} ${account}`] as const)
    : ([signInPerPair, `${http.ip} ${account}`] as const)
  await take(limit, key)
  try {
    const opened = device
      ? await work()
      : await inLine(http, account, () => onUnknownDevice(http, email, work))
    if (opened !== undefined) await giveBack(limit, key)
    return opened
  } catch (error) {
    // such as that the workspace is suspended: the password was right; or it was not looked at
    if (isRefusal(error)) await giveBack(limit, key)
    throw error
  }
}
