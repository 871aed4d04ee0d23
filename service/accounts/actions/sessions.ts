/** Opens, refreshes and ends sessions; the refresh token changes at each use and its reuse ends the session. */
import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
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
import { Sessions } from '../model.ts'
import { judgeRefresh, sessionLife } from '../rules.ts'

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Where the refresh token is sent, and nowhere else. */
const refreshPath = '/api/v1/sessions'

interface Opened {
  kind: SessionKind
  subject: string
  name: string
}

function setAccess(http: Http, kind: SessionKind, sessionId: string, subject: string): void {
  const token = issueAccessToken({ kind, sessionId, subject })
  http.setCookie(accessCookie(kind), token, { path: '/api', seconds: accessTokenLife })
}

function setRefresh(http: Http, kind: SessionKind, sessionId: string, token: string): void {
  http.setCookie(refreshCookie(kind), `${sessionId}.${token}`, {
    path: refreshPath,
    seconds: sessionLife[kind],
  })
}

/** Signs somebody in: sets both cookies and answers what the client needs to know. */
export async function openSession(http: Http, { kind, subject, name }: Opened) {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const _id = randomUUIDv7()
  await Sessions.insertMany(
    [
      {
        _id,
        kind,
        subject,
        name,
        current: hash(token),
        rotatedAt: now,
        createdAt: now,
        expiresAt: new Date(now.getTime() + sessionLife[kind] * 1000),
      },
    ],
    { lean: true },
  )
  setAccess(http, kind, _id, subject)
  setRefresh(http, kind, _id, token)
  return { kind, expiresIn: accessTokenLife }
}

/** Ends a session wherever it is open; the event makes every instance forget it. */
export async function endSession(sessionId: string, why: 'signed_out' | 'token_reused') {
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

/** @throws Refusal `session_expired` when there is no session behind the cookie any more */
export async function refreshSession(http: Http, kind: SessionKind) {
  const [sessionId = '', token = ''] = (http.cookie(refreshCookie(kind)) ?? '').split('.')
  const presented = hash(token)
  const session = await Sessions.findOne({ _id: sessionId, kind }).lean()
  if (!session || session.expiresAt <= clock.now()) refuse('session_expired')
  const verdict = judgeRefresh(session, presented, clock.time())
  if (verdict === 'unknown') refuse('session_expired')
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
          expiresAt: new Date(now.getTime() + sessionLife[kind] * 1000),
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
  const [sessionId = '', token = ''] = (http.cookie(refreshCookie(kind)) ?? '').split('.')
  const session = await Sessions.findOne({ _id: sessionId, kind }).lean()
  if (session && [session.current, session.previous].includes(hash(token))) {
    await endSession(session._id, 'signed_out')
  }
  http.setCookie(accessCookie(kind), '', { path: '/api', seconds: 0 })
  http.setCookie(refreshCookie(kind), '', { path: refreshPath, seconds: 0 })
}
