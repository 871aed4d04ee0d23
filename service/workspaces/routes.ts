/** Signing in to the console, the caller's role there, and the ISO's QR code. */
import { viewPage } from '../http/damaged.ts'
import { createHash } from 'node:crypto'
import {
  accountOf,
  forgetProof,
  keepProof,
  link,
  mustBeOurs,
  provenPerson,
  personOfLoginReturn,
  personOfAuthCode,
  countLinking,
  type DingTalkPerson,
} from '../accounts/actions/dingtalk.ts'
import { redeemCode } from '../accounts/actions/one-time-codes.ts'
import { countSignIn, rememberDeviceOf, tryPassword } from '../accounts/actions/password-tries.ts'
import { findByPassword } from '../accounts/actions/passwords.ts'
import { openSession } from '../accounts/actions/sessions.ts'
import { Accounts, type Account, type SignInWay } from '../accounts/model.ts'
import { linkPerPair, signInPerAddress } from '../accounts/rules.ts'
import { refuse } from '../errors.ts'
import { actorOf } from '../http/callers.ts'
import { withMinimumTime } from '../http/minimum-time.ts'
import { take } from '../http/limits.ts'
import { allow } from '../http/policy.ts'
import { serve, type Http, type Route } from '../http/serve.ts'
import { hasOperators } from '../team/actions/memberships.ts'
import {
  findWorkspace,
  firstMembership,
  suspendedWorkspaceOf,
  renameWorkspace,
  replaceJoinCode,
  setDigestHour,
} from './actions/workspaces.ts'
import { setCountry, setOrder } from './actions/agreed.ts'
import { countIsos, findIso, pageOfIsos } from './actions/isos.ts'
import { resumeWorkspace, suspendWorkspace } from './actions/suspension.ts'
import * as signIn from './contract/sign-in.ts'
import * as operator from './contract/operator.ts'
import * as settings from './contract/settings.ts'
import * as isos from './contract/isos.ts'
import { isoPolicy } from './policy.ts'
import { viewIso, viewIsoDetails, viewJoinCode, viewOperatorMe, viewSettings } from './view.ts'

/** Opens the account's session in the first workspace that it belongs to; undefined when it belongs to none. */
async function enter(http: Http, account: Account, via: SignInWay) {
  const member = await firstMembership(account._id)
  if (!member) {
    const suspended = await suspendedWorkspaceOf(account._id)
    if (!suspended) return undefined
    refuse('workspace_suspended', { about: { reason: suspended.suspension?.reason ?? '' } })
  }
  const { _id, name } = account
  rememberDeviceOf(http, account)
  return openSession(http, { kind: 'operator', subject: member._id, name, account: _id, via })
}

/**
 * Signs in to the account that the DingTalk person is linked to; without a link the browser keeps the person, for
 * linking. The person is known, so they may be told what became of their account.
 * @throws Refusal `dingtalk_not_linked`, `membership_over`; `dingtalk_linked_elsewhere` for a new link
 */
async function enterAs(http: Http, person: DingTalkPerson, wantsLink: boolean) {
  const account = await accountOf(person)
  if (account && wantsLink) refuse('dingtalk_linked_elsewhere')
  if (account) return (await enter(http, account, 'dingtalk')) ?? refuse('membership_over')
  keepProof(http, person)
  refuse('dingtalk_not_linked')
}

const hashOf = (email: string) =>
  createHash('sha256').update(email.toLowerCase()).digest('base64url')

export const workspaceRoutes: Route[] = [
  serve(
    signIn.signInOperator,
    async ({ body, http }) => {
      const session = await tryPassword(http, body.email, async () => {
        const account = await findByPassword(body.email, body.password)
        return account && enter(http, account, 'password')
      })
      return session ?? refuse('wrong_credentials')
    },
    { count: countSignIn },
  ),

  serve(
    signIn.signInByDingTalk,
    async ({ body, http }) => {
      mustBeOurs(body.corpId)
      return enterAs(http, await personOfAuthCode(body.code), body.link)
    },
    { limit: signInPerAddress },
  ),

  serve(
    signIn.returnFromDingTalk,
    async ({ body, http }) => {
      const { person, to, link: wantsLink } = await personOfLoginReturn(http, body)
      await enterAs(http, person, wantsLink)
      return { to }
    },
    { limit: signInPerAddress },
  ),

  serve(
    signIn.linkDingTalk,
    async ({ body, http }) => {
      const person = provenPerson(http)
      await take(linkPerPair, hashOf(`${person.unionId} ${body.email}`))
      const subject = {
        purpose: 'link_dingtalk',
        email: body.email,
        holder: person.unionId,
      } as const
      const account = await withMinimumTime(() => redeemCode(subject, body.code))
      const member = (await firstMembership(account._id)) ?? refuse('wrong_code')
      const by = { kind: 'operator', id: member._id } as const
      await link(account, person, { tenant: member.workspace, by })
      forgetProof(http)
      return (await enter(http, account, 'dingtalk')) ?? refuse('wrong_code')
    },
    { count: countLinking },
  ),

  serve(signIn.installation, async () => ({ hasOperators: await hasOperators() })),

  serve(operator.operatorWhoAmI, async ({ me }) => viewOperatorMe(me)),

  serve(operator.setOperatorLanguage, async ({ me, body }) => {
    await Accounts.updateOne({ _id: me.accountId }, { $set: { language: body.language } })
    return viewOperatorMe({ ...me, language: body.language })
  }),

  serve(settings.isoJoinCode, async ({ me }) => {
    return viewJoinCode(await findWorkspace(me.workspace.id))
  }),

  serve(settings.replaceIsoJoinCode, async ({ me }) => {
    allow(me, isoPolicy, 'replace_join_code', { _id: me.workspace.id })
    return viewJoinCode(await replaceJoinCode(me.workspace.id, me))
  }),

  serve(settings.workspaceSettings, async ({ me }) => {
    return viewSettings(await findWorkspace(me.workspace.id))
  }),

  serve(settings.setWorkspaceSettings, async ({ me, body }) => {
    const { id } = me.workspace
    allow(me, isoPolicy, 'change_settings', { _id: id })
    if (body.name !== undefined) await renameWorkspace(id, body.name, actorOf(me))
    if (body.digestHour !== undefined) await setDigestHour(id, body.digestHour, actorOf(me))
    return viewSettings(await findWorkspace(id))
  }),

  serve(isos.listIsos, async ({ me, query }) =>
    viewPage('workspaces', await pageOfIsos(me.scope, query), (iso) => viewIso(iso, me)),
  ),

  serve(isos.countIsos, async ({ me, query }) => {
    return countIsos(me.scope, query)
  }),

  serve(isos.findIso, async ({ me, params }) => {
    return viewIsoDetails(await findIso(me.scope, params.workspaceId), me)
  }),

  serve(isos.suspendWorkspace, async ({ me, params, body }) => {
    const iso = await findIso(me.scope, params.workspaceId)
    allow(me, isoPolicy, 'suspend', iso)
    return viewIsoDetails(await suspendWorkspace(iso, body.reason, me), me)
  }),

  serve(isos.resumeWorkspace, async ({ me, params }) => {
    const iso = await findIso(me.scope, params.workspaceId)
    allow(me, isoPolicy, 'resume', iso)
    return viewIsoDetails(await resumeWorkspace(iso, me), me)
  }),

  serve(isos.setIsoCountry, async ({ me, params, body }) => {
    const iso = await findIso(me.scope, params.workspaceId)
    allow(me, isoPolicy, 'set_country', iso)
    return viewIsoDetails(await setCountry(iso, body, me), me)
  }),

  serve(isos.setIsoOrder, async ({ me, params, body }) => {
    const iso = await findIso(me.scope, params.workspaceId)
    allow(me, isoPolicy, 'set_order', iso)
    return viewIsoDetails(await setOrder(iso, body, me), me)
  }),
]
