/** Signing in to the console, who I am there, and the ISO's QR code. */
import { createHash } from 'node:crypto'
import { findByPassword } from '../accounts/actions/passwords.ts'
import { openSession } from '../accounts/actions/sessions.ts'
import { Accounts } from '../accounts/model.ts'
import { signInPerAddress, signInPerPair } from '../accounts/rules.ts'
import { refuse } from '../errors.ts'
import { actorOf, anyone, operator } from '../http/callers.ts'
import { take } from '../http/limits.ts'
import { serve, type Route } from '../http/serve.ts'
import { mustBeAbleTo } from '../team/policy.ts'
import { findWorkspace, firstMembership, replaceJoinCode } from './actions.ts'
import * as contract from './contract.ts'
import { viewJoinCode, viewOperatorMe } from './view.ts'

export const workspaceRoutes: Route[] = [
  serve(
    contract.signInOperator,
    anyone,
    async ({ body, http }) => {
      const email = createHash('sha256').update(body.email.toLowerCase()).digest('base64url')
      await take(signInPerPair, `${http.ip} ${email}`)
      const account = await findByPassword(body.email, body.password)
      const member = account && (await firstMembership(account._id))
      if (!account || !member) refuse('wrong_credentials')
      return openSession(http, { kind: 'operator', subject: member._id, name: account.name })
    },
    { limit: signInPerAddress },
  ),

  serve(contract.operatorWhoAmI, operator, async ({ me }) => viewOperatorMe(me)),

  serve(contract.setOperatorLanguage, operator, async ({ me, body }) => {
    await Accounts.updateOne({ _id: me.accountId }, { $set: { language: body.language } })
    return viewOperatorMe({ ...me, language: body.language })
  }),

  serve(contract.isoJoinCode, operator, async ({ me }) => {
    mustBeAbleTo(me, 'staff.view')
    return viewJoinCode(await findWorkspace(me.workspace.id))
  }),

  serve(contract.replaceIsoJoinCode, operator, async ({ me }) => {
    mustBeAbleTo(me, 'staff.add')
    return viewJoinCode(await replaceJoinCode(me.workspace.id, actorOf(me)))
  }),
]
