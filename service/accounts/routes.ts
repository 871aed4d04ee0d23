/** Keeps sessions alive and ends them, links operators to DingTalk; people sign in where they belong (workspaces, staff). */
import { viewRows } from '../http/damaged.ts'
import { refuse } from '../errors.ts'
import { actorOf } from '../http/callers.ts'
import { withMinimumTime } from '../http/minimum-time.ts'
import { take } from '../http/limits.ts'
import { serve, type Route } from '../http/serve.ts'
import { beginOnPage, countLinking, provenPerson, unlink } from './actions/dingtalk.ts'
import { sendCode } from './actions/one-time-codes.ts'
import { changePassword } from './actions/passwords.ts'
import {
  clearCookies,
  endSession,
  endSessions,
  refreshSession,
  sessionsOf,
  signOut,
} from './actions/sessions.ts'
import { proveStepUp, sendStepUpCode } from './actions/step-up.ts'
import * as contract from './contract.ts'
import { oneTimeCode, pagesPerAddress, passwordChanges } from './rules.ts'
import { viewSession } from './view.ts'

export const accountRoutes: Route[] = [
  serve(contract.refreshSession, async ({ body, http }) => refreshSession(http, body.kind)),
  serve(contract.signOut, async ({ body, http }) => {
    await signOut(http, body.kind)
    return {}
  }),

  serve(contract.beginDingTalkPage, async ({ body, http }) => ({ url: beginOnPage(http, body) }), {
    limit: pagesPerAddress,
  }),

  serve(
    contract.sendLinkCode,
    async ({ body, http }) => {
      const { unionId } = provenPerson(http)
      const subject = { purpose: 'link_dingtalk', email: body.email, holder: unionId } as const
      await withMinimumTime(() => sendCode(subject))
      return { wait: oneTimeCode.wait / 1000 }
    },
    { count: countLinking },
  ),

  serve(contract.sendStepUpCode, async ({ me, body }) => {
    await sendStepUpCode(me, body.act)
    return { wait: oneTimeCode.wait / 1000 }
  }),

  serve(contract.proveStepUp, async ({ me, body }) => ({
    until: (await proveStepUp(me, body.act, body.code)).toISOString(),
  })),

  serve(contract.unlinkDingTalk, async ({ me, http }) => {
    await unlink(me.accountId, { tenant: me.workspace.id, by: actorOf(me) })
    const open = await sessionsOf(me.accountId)
    const signedOut = !open.some(({ _id }) => _id === me.sessionId)
    if (signedOut) clearCookies(http, 'operator')
    return { signedOut }
  }),

  serve(contract.changePassword, async ({ me, body }) => {
    await take(passwordChanges, me.accountId)
    await changePassword(me, body)
    return {}
  }),

  serve(contract.listMySessions, async ({ me }) => ({
    sessions: viewRows('sessions', await sessionsOf(me.accountId), (session) =>
      viewSession(session, me),
    ),
  })),

  serve(contract.endMySession, async ({ me, params, http }) => {
    const open = await sessionsOf(me.accountId)
    const { _id } = open.find((session) => session._id === params.sessionId) ?? refuse('not_found')
    await endSession(_id, 'signed_out')
    if (_id === me.sessionId) clearCookies(http, 'operator')
    return {}
  }),

  serve(contract.signOutEverywhere, async ({ me, http }) => {
    await endSessions({ account: me.accountId }, 'signed_out_everywhere')
    // a session from before they knew their account
    await endSession(me.sessionId, 'signed_out_everywhere')
    clearCookies(http, 'operator')
    return {}
  }),
]
