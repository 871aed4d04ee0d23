/** What people see of their own sessions. */
import type { Operator } from '../http/callers.ts'
import type { OpenSession } from './contract.ts'
import type { Session } from './model.ts'

export function viewSession(session: Session, me: Operator): OpenSession {
  const { client = 'other', system = 'other' } = session.device ?? {}
  return {
    id: session._id,
    current: session._id === me.sessionId,
    client,
    system,
    via: session.via ?? 'password',
    since: session.createdAt.toISOString(),
    lastUsed: session.rotatedAt.toISOString(),
  }
}
