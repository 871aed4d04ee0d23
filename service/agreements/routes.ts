/** What staff and ISOs agree to, and what the platform publishes. */
import type { AssociatedStaff, Operator } from '../http/callers.ts'
import { viewPage, viewRows } from '../http/damaged.ts'
import { allow } from '../http/policy.ts'
import { serve, type Route } from '../http/serve.ts'
import { agreeForIso, agreeToPolicy } from './actions/agree.ts'
import { besideTexts, isoStandingOf, standingOf } from './actions/find.ts'
import { findText, pageOfTexts, publishText, publishVersion } from './actions/texts.ts'
import * as iso from './contract/iso.ts'
import * as own from './contract/own.ts'
import * as platform from './contract/platform.ts'
import type { StoredText } from './model.ts'
import { isoAgreementPolicy, textPolicy } from './policy.ts'
import {
  viewIsoStanding,
  viewOwnPolicy,
  viewServiceAgreement,
  viewText,
  viewTextDetails,
} from './view.ts'

async function presentOwn(me: AssociatedStaff) {
  const { policies, marks, iso: standing } = await standingOf(me)
  return {
    policies: viewRows('agreementTexts', policies, (one) => viewOwnPolicy(one, marks)),
    iso: viewIsoStanding(standing),
  }
}

async function presentIso(me: Operator) {
  const standing = await isoStandingOf(me)
  return { agreement: standing ? viewServiceAgreement(standing) : null }
}

async function presentText(text: StoredText, me: Operator) {
  const beside = await besideTexts([text], me)
  return viewTextDetails(text, beside(text))
}

export const agreementRoutes: Route[] = [
  serve(own.myAgreements, ({ me }) => presentOwn(me)),

  serve(own.agreeToPolicy, async ({ me, params, body }) => {
    await agreeToPolicy(params.agreementId, body, me)
    return presentOwn(me)
  }),

  serve(iso.serviceAgreement, ({ me }) => presentIso(me)),

  serve(iso.agreeForIso, async ({ me, body }) => {
    allow(me, isoAgreementPolicy, 'agree', { iso: me.workspace.id })
    await agreeForIso(body, me)
    return presentIso(me)
  }),

  serve(platform.listAgreementTexts, async ({ me, query }) => {
    const page = await pageOfTexts(me, query)
    const beside = await besideTexts(page.items, me)
    return viewPage('agreementTexts', page, (text) => viewText(text, beside(text)))
  }),

  serve(platform.findAgreementText, async ({ me, params }) => {
    return presentText(await findText(me, params.textId), me)
  }),

  serve(platform.publishText, async ({ me, body }) => {
    return presentText(await publishText(body, me), me)
  }),

  serve(platform.publishVersion, async ({ me, params, body }) => {
    const text = await findText(me, params.textId)
    allow(me, textPolicy, 'publish', text)
    return presentText(await publishVersion(text, body, me), me)
  }),
]
