/** Opens, refreshes and ends sessions; the refresh token changes at each use and its reuse ends the session. */
import { randomUUIDv7 } from 'node:crypto'
import type { QueryFilter } from 'mongoose'
import { clock } from '../../clock.ts'
import { openSession as openTransaction, transaction } from '../../database/transaction.ts'
import { textIs } from '../../database/typed.ts'
import { refuse } from '../../errors.ts'
import {
  accessCookie,
  accessTokenLife,
  issueAccessToken,
  refreshCookie,
  type SessionKind,
} from '../../http/authentication.ts'
import { system, type Actor } from '../../http/callers.ts'
import type { Http } from '../../http/serve.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { record } from '../../outbox/record.ts'
import { Sessions, type Session, type SignInWay } from '../model.ts'
import { deviceOf, judgeRefresh, sessionExpiry, sessionLife, withReplaced } from '../rules.ts'
import {
  findSuccessor,
  hashOf,
  newToken,
  readToken,
  signed,
  signingKey,
  successorOf,
  type RefreshToken,
} from './refresh-tokens.ts'
import { sessionEnded, type SessionEnding } from '../events.ts'

/** Where the refresh token is sent, and nowhere else. */
const refreshPath = '/api/v1/sessions'

interface Opened {
  kind: SessionKind
  subject: string
  name: string
  /** Of operators. */
  account?: string
  via?: SignInWay
}

function setAccess(http: Http, kind: SessionKind, sessionId: string, subject: string): void {
  const token = issueAccessToken({ kind, sessionId, subject })
  http.setCookie(accessCookie(kind), token, { path: '/api', seconds: accessTokenLife })
}

function setRefresh(http: Http, kind: SessionKind, sessionId: string, token: string): void {
  http.setCookie(refreshCookie(kind), signed({ sessionId, token }), {
    path: refreshPath,
    seconds: sessionLife[kind],
  })
}

/**
 * Signs a person in: sets both cookies and answers what the client needs to know. A session that this browser had
 * ends, so that no session stays open that the person cannot see.
 */
export async function openSession(http: Http, { kind, subject, name, account, via }: Opened) {
  const before = readToken(http.cookie(refreshCookie(kind)))
  if (before) await endSession(before.sessionId, 'replaced')
  const token = newToken()
  const now = clock.now()
  const _id = randomUUIDv7()
  await Sessions.insertMany(
    [
      {
        _id,
        kind,
        subject,
        ...(account ? { account } : {}),
        ...(via ? { via } : {}),
        device: deviceOf(http.userAgent),
        name,
        current: hashOf(token),
        key: signingKey(),
        rotatedAt: now,
        createdAt: now,
        expiresAt: sessionExpiry(kind, now, now),
      },
    ],
    { lean: true },
  )
  setAccess(http, kind, _id, subject)
  setRefresh(http, kind, _id, token)
  return { kind, expiresIn: accessTokenLife }
}

/** Ends a session; the event makes every instance forget it. */
export async function endSession(
  sessionId: string,
  why: SessionEnding,
  by: Actor = system,
): Promise<void> {
  await transaction(async () => {
    const { deletedCount } = await Sessions.deleteOne({ _id: sessionId })
    if (!deletedCount) return
    await record(sessionEnded, {
      tenant: 'platform',
      id: sessionId,
      by,
      data: { why },
    })
  })
}

/**
 * Ends all sessions of an account that fit; trouble with one does not leave the others open.
 * @param except the one that stays
 * @throws what went wrong first, at the end
 */
export async function endSessions(
  which: { account: string; via?: SignInWay },
  why: SessionEnding,
  except?: string,
): Promise<void> {
  const { account, via } = which
  const sessions = await Sessions.find({
    account: textIs(account),
    ...(via ? { via } : {}),
    _id: { $ne: except ?? '' },
  })
    .select({ _id: 1 })
    .lean()
  // in a transaction all of them end or none
  const endsAll = () => openTransaction() !== undefined
  await serveAll('sessions', sessions, { ...byId, endsAll }, ({ _id }) => endSession(_id, why))
}

/** Rows read at once. */
const batch = 500

/** Ends every session that fits, in batches. @returns how many */
export async function endAll(
  which: QueryFilter<Session>,
  why: SessionEnding,
  by: Actor,
): Promise<number> {
  for (let ended = 0; ;) {
    const rows = await Sessions.find(which).select({ _id: 1 }).limit(batch).lean()
    if (!rows.length) return ended
    await serveAll('sessions', rows, byId, ({ _id }) => endSession(_id, why, by))
    ended += rows.length
  }
}

/** Sessions of an account that are open, the one used last first. */
export async function sessionsOf(account: string): Promise<Session[]> {
  return Sessions.find({ account: textIs(account), expiresAt: { $gt: clock.now() } })
    .sort({ rotatedAt: -1 })
    .limit(100)
    .lean<Session[]>()
}

/** Takes the cookies of a session out of the browser. */
export function clearCookies(http: Http, kind: SessionKind): void {
  http.setCookie(accessCookie(kind), '', { path: '/api', seconds: 0 })
  http.setCookie(refreshCookie(kind), '', { path: refreshPath, seconds: 0 })
}

/**
 * Replaces the refresh token by its successor.
 * @returns false when another request was faster
 */
async function rotate(session: Session, given: RefreshToken, next: string): Promise<boolean> {
  const now = clock.now()
  const presented = hashOf(given.token)
  const { modifiedCount } = await Sessions.updateOne(
    { _id: session._id, current: presented },
    {
      $set: {
        current: hashOf(next),
        key: signingKey(),
        previous: presented,
        replaced: withReplaced(session.replaced, presented, now),
        rotatedAt: now,
        expiresAt: sessionExpiry(session.kind, session.createdAt, now),
      },
    },
  )
  return modifiedCount > 0
}

/**
 * The token with which a session goes on after this one was presented. The token in force is replaced; one that was
 * replaced just now (its answer was lost, or two tabs refreshed at once) gets the same successor again.
 * @param other of the cookie that earlier releases knew: counts where it is the one in force of the same session
 * @returns undefined for the token when the successor cannot be made here: another release or key made it
 * @throws Refusal `session_expired` when there is no session any more, or there is a copy of the token
 */
async function nextToken(kind: SessionKind, presented: RefreshToken, other?: RefreshToken) {
  for (;;) {
    const session = await Sessions.findOne({ _id: presented.sessionId, kind }).lean()
    if (!session || session.expiresAt <= clock.now()) refuse('session_expired')
    const isNewer = other?.sessionId === session._id && hashOf(other.token) === session.current
    const given = isNewer ? other : presented
    const verdict = judgeRefresh(session, hashOf(given.token), clock.time())
    if (verdict === 'reuse') {
      await endSession(session._id, 'token_reused')
      refuse('session_expired')
    }
    if (verdict === 'grace') return { session, token: findSuccessor(given, session.current) }
    const token = successorOf(given)
    if (await rotate(session, given, token)) return { session, token }
  }
}

/** @throws Refusal `session_expired` when there is no session behind the cookie any more */
export async function refreshSession(http: Http, kind: SessionKind) {
  const given = readToken(http.cookie(refreshCookie(kind))) ?? refuse('session_expired')
  const other = readToken(http.unprefixedCookie(refreshCookie(kind)))
  const { session, token } = await nextToken(kind, given, other)
  if (token) setRefresh(http, kind, session._id, token)
  setAccess(http, kind, session._id, session.subject)
  return { kind, expiresIn: accessTokenLife }
}

export async function signOut(http: Http, kind: SessionKind): Promise<void> {
  const given = readToken(http.cookie(refreshCookie(kind)))
  if (given) await endSession(given.sessionId, 'signed_out')
  clearCookies(http, kind)
}
