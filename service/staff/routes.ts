/** Staff Details and Review List for the ISO. */
import { viewRows } from '../http/damaged.ts'
import { refuse } from '../errors.ts'
import { operator, platform, type Operator } from '../http/callers.ts'
import { take, type Limit } from '../http/limits.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { sendSheets } from '../spreadsheets/file.ts'
import { mustBeAbleTo } from '../team/policy.ts'
import type { Permission } from '../team/contract.ts'
import { findIso } from '../workspaces/actions/isos.ts'
import * as decide from './actions/decide.ts'
import { decideMany, selectStaff } from './actions/decide-many.ts'
import { exportStaff, nameOfExport } from './actions/export/export.ts'
import { countStaff, findStaffMember, pageOfStaff } from './actions/find.ts'
import { joinLinkFor } from './actions/join-link.ts'
import { undoDecision } from './actions/undo.ts'
import { undoDecisions } from './actions/undo-many.ts'
import * as contract from './contract.ts'
import { mustBeOffered } from './rejections/actions.ts'
import { viewStaffMember, viewStaffRow } from './view.ts'

/** Each reads everybody who fits: nobody needs more of them. */
const exportsOfOne: Limit = { name: 'exports', points: 30, seconds: 600 }

/** Staff belongs to an ISO: an operator of the platform has none. */
function ofAnIso(me: Operator): Operator & { scope: { iso: string } } {
  const { scope } = me
  return 'iso' in scope ? { ...me, scope } : refuse('not_allowed')
}

function allowed(me: Operator, permission: Permission) {
  mustBeAbleTo(me, permission)
  return ofAnIso(me)
}

/** What each decision about many needs, as the same decision about one does. */
const permissionFor: Record<contract.BulkVerb, Permission> = {
  approve: 'staff.decide',
  reject: 'staff.decide',
  resend_invitation: 'staff.add',
  withdraw: 'staff.remove',
}

export const staffRoutes: Route[] = [
  serve(contract.listStaff, operator, async ({ me, query }) => {
    const { scope } = allowed(me, 'staff.view')
    const { items, next } = await pageOfStaff(scope, query)
    return { items: viewRows('staffMembers', items, (member) => viewStaffRow(member, me)), next }
  }),

  serve(contract.countStaff, operator, async ({ me, query }) => {
    const { scope } = allowed(me, 'staff.view')
    return { counts: await countStaff(scope, query) }
  }),

  serve(contract.countStaffOfIso, platform, async ({ me, params }) => {
    mustBeAbleTo(me, 'workspaces.suspend')
    const { _id: iso } = await findIso(params.workspaceId)
    return { counts: await countStaff({ iso }) }
  }),

  serve(contract.selectStaff, operator, async ({ me, query }) => {
    const { scope } = allowed(me, permissionFor[query.verb])
    return selectStaff(scope, query, query.verb)
  }),

  serve(contract.decideStaff, operator, async ({ me, body }) => {
    return { results: await decideMany(allowed(me, permissionFor[body.verb]), body) }
  }),

  serve(contract.undoDecisions, operator, async ({ me, body }) => {
    return { results: await undoDecisions(allowed(me, 'staff.decide'), body.decisions) }
  }),

  serveRaw(contract.exportStaff, operator, async ({ me, query }, ctx) => {
    const iso = allowed(me, 'staff.export')
    await take(exportsOfOne, me.id)
    const { format } = query
    const sheet = await exportStaff(iso, query, format)
    sendSheets(ctx, nameOfExport(me.workspace.name, format), format, [sheet])
  }),

  serve(contract.findStaff, operator, async ({ me, params }) => {
    const { scope } = allowed(me, 'staff.view')
    return viewStaffMember(await findStaffMember(scope, params.staffId), me)
  }),

  serve(contract.addStaff, operator, async ({ me, body }) => {
    const iso = allowed(me, 'staff.add')
    return viewStaffMember(await decide.addStaff(iso, body), me)
  }),

  serve(contract.approveRequest, operator, async ({ me, params }) => {
    const { scope } = allowed(me, 'staff.decide')
    const member = await findStaffMember(scope, params.staffId)
    return viewStaffMember(await decide.approve(member, me, { undoable: true }), me)
  }),

  serve(contract.rejectRequest, operator, async ({ me, params, body }) => {
    const { scope } = allowed(me, 'staff.decide')
    const member = await findStaffMember(scope, params.staffId)
    await mustBeOffered(body.reason, 'reason')
    return viewStaffMember(await decide.reject(member, me, body, { undoable: true }), me)
  }),

  serve(contract.undoDecisionOnRequest, operator, async ({ me, params, body }) => {
    const { scope } = allowed(me, 'staff.decide')
    const member = await findStaffMember(scope, params.staffId)
    return viewStaffMember(await undoDecision(member, body.decidedAt, me), me)
  }),

  serve(contract.resendInvitation, operator, async ({ me, params }) => {
    const { scope } = allowed(me, 'staff.add')
    const member = await findStaffMember(scope, params.staffId)
    return viewStaffMember(await decide.resendInvitation(member, me), me)
  }),

  serve(contract.correctPhone, operator, async ({ me, params, body }) => {
    const { scope } = allowed(me, 'staff.add')
    const member = await findStaffMember(scope, params.staffId)
    return viewStaffMember(await decide.correctPhone(member, me, body.phone), me)
  }),

  serve(contract.cancelInvitation, operator, async ({ me, params }) => {
    const { scope } = allowed(me, 'staff.remove')
    const member = await findStaffMember(scope, params.staffId)
    return viewStaffMember(await decide.cancelInvitation(member, me), me)
  }),

  serve(contract.staffJoinLink, operator, async ({ me, params }) => {
    const { scope } = allowed(me, 'staff.add')
    return { url: await joinLinkFor(await findStaffMember(scope, params.staffId)) }
  }),

  serve(contract.removeStaff, operator, async ({ me, params }) => {
    const { scope } = allowed(me, 'staff.remove')
    const member = await findStaffMember(scope, params.staffId)
    return viewStaffMember(await decide.remove(member, me), me)
  }),
]
