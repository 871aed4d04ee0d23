/** The join page for strangers, sign-in for staff, and what ISOs ask of them. */
import { mustBeOurs } from '../../accounts/actions/dingtalk.ts'
import { openSession } from '../../accounts/actions/sessions.ts'
import { signInPerAddress } from '../../accounts/rules.ts'
import { refuse } from '../../errors.ts'
import type { Staff } from '../../http/callers.ts'
import { withMinimumTime } from '../../http/minimum-time.ts'
import { viewRows } from '../../http/damaged.ts'
import { take, type Limit } from '../../http/limits.ts'
import { serve, type Route } from '../../http/serve.ts'
import { agree, decline, findOffer, isosOf, offersTo } from '../actions/consent.ts'
import { choseOtherIdentity } from '../actions/identity.ts'
import { askToJoin, findIsoByJoinCode, whereIStand } from '../actions/join.ts'
import { listMyIsos } from '../actions/my-isos.ts'
import { switchTo } from '../actions/switch.ts'
import { chooseLanguage, chosenLanguage, lastEnded, userOfAuthCode } from '../actions/sign-in.ts'
import { listRejectionReasons } from '../../rejection-reasons/actions.ts'
import { viewRejection } from '../../rejection-reasons/view.ts'
import type { MyIso, NamedIso } from '../view/staff.ts'
import { orderOf } from '../../workspaces/actions/isos.ts'
import { viewMyIso, viewOffer, viewStaffMe } from './view.ts'
import type { StaffMember } from '../model.ts'
import * as contract from './contract.ts'

/** Openings of the app by one person: many share the address of a shop or of a mobile network. */
const holderChecks: Limit = { name: 'holder-checks', points: 120, seconds: 600 }

const knownOf = async (me: Staff) => ({
  ended: await lastEnded(me),
  otherIdentity: await choseOtherIdentity(me),
  order: me.iso ? await orderOf(me.iso.id) : null,
})

export const selfRoutes: Route[] = [
  serve(
    contract.openJoinPage,
    async ({ params }) => ({ isoName: (await findIsoByJoinCode(params.joinCode)).name }),
    { limit: { name: 'join-page', points: 120, seconds: 600 } },
  ),

  serve(
    contract.askToJoin,
    async ({ me, params, body }) => {
      const iso = await findIsoByJoinCode(params.joinCode)
      const asked = { ...body, requestedBy: me.dingtalkUserId }
      return { receipt: await withMinimumTime(() => askToJoin(iso, asked)) }
    },
    { limit: { name: 'ask-to-join', points: 30, seconds: 600 } },
  ),

  serve(contract.whereIStand, async ({ params }) => {
    const { status, rejection, failure } = await whereIStand(params.receipt)
    return {
      status,
      rejection: rejection ? viewRejection(rejection, await listRejectionReasons()) : null,
      failure: failure?.reason ?? null,
      failureCode: failure?.errcode ?? null,
    }
  }),

  serve(
    contract.signInStaff,
    async ({ body, http }) => {
      mustBeOurs(body.corpId)
      const { dingtalkUserId, name } = await userOfAuthCode(body.code)
      return openSession(http, { kind: 'staff', subject: dingtalkUserId, name })
    },
    { limit: signInPerAddress },
  ),

  serve(contract.confirmHolder, async ({ me, body, http }) => {
    await take(holderChecks, me.dingtalkUserId)
    mustBeOurs(body.corpId)
    const { dingtalkUserId, name } = await userOfAuthCode(body.code)
    const changed = dingtalkUserId !== me.dingtalkUserId
    if (changed) await openSession(http, { kind: 'staff', subject: dingtalkUserId, name })
    return { changed }
  }),

  serve(contract.staffWhoAmI, async ({ me }) =>
    viewStaffMe(me, { chosen: await chosenLanguage(me), ...(await knownOf(me)) }),
  ),

  serve(contract.setStaffLanguage, async ({ me, body }) => {
    await chooseLanguage(me, body.language)
    return viewStaffMe(me, { chosen: body.language, ...(await knownOf(me)) })
  }),

  serve(contract.listOffers, async ({ me }) => {
    const offers = await offersTo(me.dingtalkUserId)
    const isos = await isosOf(offers)
    // of an ISO that is not there any more: without a name it does not fit, and is left out as damaged
    const view = (offer: StaffMember) => viewOffer(offer, isos.get(offer.iso) as NamedIso)
    return { items: viewRows('staffMembers', offers, view) }
  }),

  serve(contract.agreeToOffer, async ({ me, params }) => {
    const offer = await findOffer(params.staffId, me.dingtalkUserId)
    const now = await agree(offer, me.dingtalkUserId)
    if (now.status !== 'associated') refuse('with_another_iso')
    return {}
  }),

  serve(contract.declineOffer, async ({ me, params }) => {
    await decline(await findOffer(params.staffId, me.dingtalkUserId), me.dingtalkUserId)
    return {}
  }),

  serve(contract.listMyIsos, async ({ me }) => {
    const found = await listMyIsos(me.dingtalkUserId)
    const isos = await isosOf(found.map(({ entry }) => entry))
    const view = (one: MyIso) => viewMyIso(one, isos.get(one.entry.iso) as NamedIso)
    return { items: viewRows('staffMembers', found, view) }
  }),

  serve(contract.switchIso, async ({ me, params, body }) => {
    const now = await switchTo(me.dingtalkUserId, { id: params.staffId, leave: body.leave })
    // agreed without leaving one, in the moment in which another ISO had them
    if (now.status !== 'associated') refuse('wrong_state', { about: { status: now.status } })
    return {}
  }),
]
