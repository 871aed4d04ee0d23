/** Opens, refreshes and ends sessions; the refresh token changes at each use and its reuse ends the session. */
import { createHash, createHmac, randomBytes, randomUUIDv7, timingSafeEqual } from 'node:crypto'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import {
  accessCookie,
  accessTokenLife,
  issueAccessToken,
  refreshCookie,
  type SessionKind,
} from '../../http/authentication.ts'
import { system } from '../../http/callers.ts'
import type { Http } from '../../http/serve.ts'
import { record } from '../../outbox/record.ts'
import { Sessions, type Session, type SignInWay } from '../model.ts'
import { deviceOf, judgeRefresh, sessionExpiry, sessionLife } from '../rules.ts'

/**
 * Proof that we gave this token for this session: an old one then means that somebody has a copy,
 * while a made-up one ends nothing.
 */
function proofOf(key: Buffer, sessionId: string, token: string): Buffer {
  return createHmac('sha256', key).update(`refresh:${sessionId}:${token}`).digest()
}

/** The session and token in a refresh cookie; undefined when the cookie is not of our making. */
function readRefresh(cookie: string | undefined): { sessionId: string; token: string } | undefined {
  const [sessionId = '', token = '', signature = ''] = (cookie ?? '').split('.')
  const given = Buffer.from(signature, 'base64url')
  const ours = config().sessionKeys.some(({ key }) => {
    const right = proofOf(key, sessionId, token)
    return given.length === right.length && timingSafeEqual(given, right)
  })
  return ours ? { sessionId, token } : undefined
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

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
  const [{ key }] = config().sessionKeys
  const proof = proofOf(key, sessionId, token).toString('base64url')
  http.setCookie(refreshCookie(kind), `${sessionId}.${token}.${proof}`, {
    path: refreshPath,
    seconds: sessionLife[kind],
  })
}

/**
 * Signs somebody in: sets both cookies and answers what the client needs to know. A session that this browser had
 * ends, so that none stays open that nobody can see any more.
 */
export async function openSession(http: Http, { kind, subject, name, account, via }: Opened) {
  const before = readRefresh(http.cookie(refreshCookie(kind)))
  if (before) await endSession(before.sessionId, 'replaced')
  const token = randomBytes(32).toString('base64url')
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
        current: hash(token),
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

type Ending =
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'token_reused'
  | 'replaced'
  | 'password_changed'
  | 'dingtalk_unlinked'

/** Ends a session wherever it is open; the event makes every instance forget it. */
export async function endSession(sessionId: string, why: Ending): Promise<void> {
  await transaction(async () => {
    const { deletedCount } = await Sessions.deleteOne({ _id: sessionId })
    if (!deletedCount) return
    await record('accounts.session_ended', {
      tenant: 'platform',
      subject: { kind: 'session', id: sessionId },
      by: system,
      data: { why },
    })
  })
}

/** Ends all sessions of an account that fit. @param except the one that stays */
export async function endSessions(
  which: Pick<Session, 'account'> & { via?: SignInWay },
  why: Ending,
  except?: string,
): Promise<void> {
  const sessions = await Sessions.find({ ...which, _id: { $ne: except ?? '' } })
    .select({ _id: 1 })
    .lean()
  for (const { _id } of sessions) await endSession(_id, why)
}

/** Sessions of an account that are open, the one used last first. */
export async function sessionsOf(account: string): Promise<Session[]> {
  return Sessions.find({ account, expiresAt: { $gt: clock.now() } })
    .sort({ rotatedAt: -1 })
    .limit(100)
    .lean<Session[]>()
}

/** Takes the cookies of a session out of the browser. */
export function clearCookies(http: Http, kind: SessionKind): void {
  http.setCookie(accessCookie(kind), '', { path: '/api', seconds: 0 })
  http.setCookie(refreshCookie(kind), '', { path: refreshPath, seconds: 0 })
}

/** @throws Refusal `session_expired` when there is no session behind the cookie any more */
export async function refreshSession(http: Http, kind: SessionKind) {
  const given = readRefresh(http.cookie(refreshCookie(kind))) ?? refuse('session_expired')
  const presented = hash(given.token)
  const session = await Sessions.findOne({ _id: given.sessionId, kind }).lean()
  if (!session || session.expiresAt <= clock.now()) refuse('session_expired')
  const verdict = judgeRefresh(session, presented, clock.time())
  if (verdict === 'reuse') {
    await endSession(session._id, 'token_reused')
    refuse('session_expired')
  }
  if (verdict === 'rotate') {
    const next = randomBytes(32).toString('base64url')
    const now = clock.now()
    const { modifiedCount } = await Sessions.updateOne(
      { _id: session._id, current: presented },
      {
        $set: {
          current: hash(next),
          previous: presented,
          rotatedAt: now,
          expiresAt: sessionExpiry(kind, session.createdAt, now),
        },
      },
    )
    // a twin that was faster has set the cookie already
    if (modifiedCount) setRefresh(http, kind, session._id, next)
  }
  setAccess(http, kind, session._id, session.subject)
  return { kind, expiresIn: accessTokenLife }
}

export async function signOut(http: Http, kind: SessionKind): Promise<void> {
  const given = readRefresh(http.cookie(refreshCookie(kind)))
  if (given) await endSession(given.sessionId, 'signed_out')
  clearCookies(http, kind)
}
