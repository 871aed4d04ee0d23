/** The pool for the platform, lending for the ISO, and the holder's own account. */
import { coarseOrigin } from '../accounts/rules.ts'
import { viewRows } from '../http/damaged.ts'
import { config } from '../config.ts'
import type { Operator } from '../http/callers.ts'
import { take } from '../http/limits.ts'
import { allow } from '../http/policy.ts'
import { serve, type Route } from '../http/serve.ts'
import { findStaffMember } from '../staff/actions/find.ts'
import type { StaffMember } from '../staff/model.ts'
import {
  availableIn,
  findLentTo,
  namesOfIsos,
  pageOfReveals,
  pageOfTestAccounts,
} from './actions/find.ts'
import { lend, takeBack } from './actions/lend.ts'
import * as pool from './actions/pool.ts'
import { reveal } from './actions/reveal.ts'
import * as platform from './contract/platform.ts'
import * as iso from './contract/iso.ts'
import * as own from './contract/own.ts'
import type { TestAccount } from './model.ts'
import { lendingPolicy, testAccountPolicy } from './policy.ts'
import { revealsOfOne } from './rules.ts'
import { viewMyTestAccount, viewReveal, viewStaffTestAccount, viewTestAccount } from './view.ts'

const present = async (account: TestAccount, me: Operator) =>
  viewTestAccount(account, await namesOfIsos([account]), me)

const presentTo = async (member: StaffMember, me: Operator) =>
  viewStaffTestAccount(await findLentTo(member), member, me)

export const testAccountRoutes: Route[] = [
  serve(platform.listTestAccounts, async ({ me, query }) => {
    const { items, next } = await pageOfTestAccounts(me.scope, query)
    const isoNames = await namesOfIsos(items)
    return {
      items: viewRows('testAccounts', items, (account) => viewTestAccount(account, isoNames, me)),
      next,
    }
  }),

  serve(platform.addTestAccounts, ({ me, body }) => pool.addTestAccounts(body, me)),

  serve(platform.rotateTestAccount, async ({ me, params, body }) => {
    const account = await pool.findTestAccount(me.scope, params.accountId)
    allow(me, testAccountPolicy, 'rotate', account)
    return present(await pool.rotate(account, body, me), me)
  }),

  serve(platform.suspendTestAccount, async ({ me, params }) => {
    const account = await pool.findTestAccount(me.scope, params.accountId)
    allow(me, testAccountPolicy, 'suspend', account)
    return present(await pool.suspend(account, me), me)
  }),

  serve(platform.resumeTestAccount, async ({ me, params }) => {
    const account = await pool.findTestAccount(me.scope, params.accountId)
    allow(me, testAccountPolicy, 'resume', account)
    return present(await pool.resume(account, me), me)
  }),

  serve(platform.retireTestAccount, async ({ me, params }) => {
    const account = await pool.findTestAccount(me.scope, params.accountId)
    allow(me, testAccountPolicy, 'retire', account)
    return present(await pool.retire(account, me), me)
  }),

  serve(iso.availableTestAccounts, async ({ me, query }) => {
    const { items, more } = await availableIn(me.scope, query.search)
    return {
      items: items.map(({ _id, email }) => ({ id: _id, email })),
      more,
      contact: config().partnerTeamEmail,
    }
  }),

  serve(iso.findStaffTestAccount, async ({ me, params }) => {
    return presentTo(await findStaffMember(me.scope, params.staffId), me)
  }),

  serve(iso.lendTestAccount, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, lendingPolicy, 'lend', member)
    return viewStaffTestAccount(await lend(member, body.account, me), member, me)
  }),

  serve(iso.takeBackTestAccount, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, lendingPolicy, 'take_back', member)
    await takeBack(member, me)
    return presentTo(member, me)
  }),

  serve(iso.listReveals, async ({ me, params, query }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    const { items, next } = await pageOfReveals(member, query)
    return { items: viewRows('reveals', items, viewReveal), next }
  }),

  serve(own.myTestAccount, async ({ me }) =>
    viewMyTestAccount(await findLentTo({ _id: me.id, iso: me.iso.id })),
  ),

  serve(own.revealTestAccount, async ({ me, body, http }) => {
    await take(revealsOfOne, me.id)
    const from = coarseOrigin(http.ip, http.userAgent)
    return reveal(me, { account: body.account, task: body.task, from })
  }),
]
