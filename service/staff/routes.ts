/** Staff Details and Review List for the ISO. */
import { viewPage } from '../http/damaged.ts'
import { take, type Limit } from '../http/limits.ts'
import { allow, allowCall } from '../http/policy.ts'
import { narrowed } from '../http/scope.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { sendSheets } from '../spreadsheets/file.ts'
import { findIso } from '../workspaces/actions/isos.ts'
import * as decide from './actions/decide.ts'
import { decideMany, selectStaff } from './actions/decide-many.ts'
import { exportStaff, nameOfExport } from './actions/export/export.ts'
import { countStaff, findStaffMember, pageOfStaff } from './actions/find.ts'
import { joinLinkFor } from './actions/join-link.ts'
import { undoDecision } from './actions/undo.ts'
import { undoDecisions } from './actions/undo-many.ts'
import * as lists from './contract/lists.ts'
import * as many from './contract/many.ts'
import * as one from './contract/one.ts'
import { staffPolicy } from './policy.ts'
import { mustBeOffered } from '../rejection-reasons/actions.ts'
import { viewStaffMember, viewStaffRow } from './view/staff.ts'

/** Each reads all matching rows: no caller needs more of them. */
const exportsOfOne: Limit = { name: 'exports', points: 30, seconds: 600 }

export const staffRoutes: Route[] = [
  serve(lists.listStaff, async ({ me, query }) =>
    viewPage('staffMembers', await pageOfStaff(me.scope, query), (member) =>
      viewStaffRow(member, me),
    ),
  ),

  serve(lists.countStaff, async ({ me, query }) => {
    return { counts: await countStaff(me.scope, query) }
  }),

  serve(lists.countStaffOfIso, async ({ me, params }) => {
    const { _id: iso } = await findIso(me.scope, params.workspaceId)
    return { counts: await countStaff(narrowed(me.scope, iso)) }
  }),

  serve(many.selectStaff, async ({ me, query }) => {
    allowCall(me, many.bulkSteps[query.verb])
    return selectStaff(me.scope, query, query.verb)
  }),

  serve(many.decideStaff, async ({ me, body }) => {
    allowCall(me, many.bulkSteps[body.verb])
    return { results: await decideMany(me, body) }
  }),

  serve(many.undoDecisions, async ({ me, body }) => {
    return { results: await undoDecisions(me, body.decisions) }
  }),

  serveRaw(lists.exportStaff, async ({ me, query }, ctx) => {
    await take(exportsOfOne, me.id)
    const { format } = query
    const sheet = await exportStaff(me, query, format)
    sendSheets(ctx, nameOfExport(me.workspace.name, format), format, [sheet])
  }),

  serve(lists.findStaff, async ({ me, params }) => {
    return viewStaffMember(await findStaffMember(me.scope, params.staffId), me)
  }),

  serve(one.addStaff, async ({ me, body }) => {
    return viewStaffMember(await decide.addStaff(me, body), me)
  }),

  serve(one.approveRequest, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'approve', member)
    return viewStaffMember(await decide.approve(member, me, { undoable: true }), me)
  }),

  serve(one.rejectRequest, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'reject', member)
    await mustBeOffered(body.reason, 'reason')
    return viewStaffMember(await decide.reject(member, me, body, { undoable: true }), me)
  }),

  serve(one.undoDecisionOnRequest, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    return viewStaffMember(await undoDecision(member, body.decidedAt, me), me)
  }),

  serve(one.resendInvitation, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'resend_invitation', member)
    return viewStaffMember(await decide.resendInvitation(member, me), me)
  }),

  serve(one.correctPhone, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'correct_phone', member)
    return viewStaffMember(await decide.correctPhone(member, me, body.phone), me)
  }),

  serve(one.cancelInvitation, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'cancel', member)
    return viewStaffMember(await decide.cancelInvitation(member, me), me)
  }),

  serve(one.staffJoinLink, async ({ me, params }) => {
    return { url: await joinLinkFor(await findStaffMember(me.scope, params.staffId)) }
  }),

  serve(one.removeStaff, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'remove', member)
    return viewStaffMember(await decide.remove(member, me), me)
  }),
]
