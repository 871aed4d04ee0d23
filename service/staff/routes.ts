/** Staff Details and Review List for the ISO. */
import { viewPage } from '../http/damaged.ts'
import { take, type Limit } from '../http/limits.ts'
import { allow, allowCall } from '../http/policy.ts'
import { narrowed } from '../http/scope.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { sendSheets } from '../spreadsheets/file.ts'
import { nameOfExport } from '../spreadsheets/name.ts'
import { findIso } from '../workspaces/actions/isos.ts'
import * as decide from './actions/decide.ts'
import { decideMany, selectStaff } from './actions/decide-many.ts'
import { exportStaff } from './actions/export/export.ts'
import { countStaff, findStaffMember, pageOfStaff } from './actions/find.ts'
import { joinLinkFor } from './actions/join-link.ts'
import { undoDecision } from './actions/undo.ts'
import { undoDecisions } from './actions/undo-many.ts'
import * as listContract from './contract/lists.ts'
import * as bulkContract from './contract/many.ts'
import * as memberContract from './contract/one.ts'
import { staffPolicy } from './policy.ts'
import { mustBeOffered } from '../rejection-reasons/actions.ts'
import { viewStaffMember, viewStaffRow } from './view/staff.ts'

/** Each reads all matching rows: no caller needs more of them. */
const exportsOfOne: Limit = { name: 'exports', points: 30, seconds: 600 }

export const staffRoutes: Route[] = [
  serve(listContract.listStaff, async ({ me, query }) =>
    viewPage('staffMembers', await pageOfStaff(me.scope, query), (member) =>
      viewStaffRow(member, me),
    ),
  ),

  serve(listContract.countStaff, async ({ me, query }) => {
    return { counts: await countStaff(me.scope, query) }
  }),

  serve(listContract.countStaffOfIso, async ({ me, params }) => {
    const { _id: iso } = await findIso(me.scope, params.workspaceId)
    return { counts: await countStaff(narrowed(me.scope, iso)) }
  }),

  serve(bulkContract.selectStaff, async ({ me, query }) => {
    allowCall(me, bulkContract.bulkSteps[query.verb])
    return selectStaff(me.scope, query, query.verb)
  }),

  serve(bulkContract.decideStaff, async ({ me, body }) => {
    allowCall(me, bulkContract.bulkSteps[body.verb])
    return { results: await decideMany(me, body) }
  }),

  serve(bulkContract.undoDecisions, async ({ me, body }) => {
    return { results: await undoDecisions(me, body.decisions) }
  }),

  serveRaw(listContract.exportStaff, async ({ me, query }, ctx) => {
    await take(exportsOfOne, me.id)
    const { format } = query
    const sheet = await exportStaff(me, query, format)
    sendSheets(ctx, nameOfExport(me.workspace.name, 'staff', format), format, [sheet])
  }),

  serve(listContract.findStaff, async ({ me, params }) => {
    return viewStaffMember(await findStaffMember(me.scope, params.staffId), me)
  }),

  serve(memberContract.addStaff, async ({ me, body }) => {
    return viewStaffMember(await decide.addStaff(me, body), me)
  }),

  serve(memberContract.approveRequest, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'approve', member)
    return viewStaffMember(await decide.approve(member, me, { undoable: true }), me)
  }),

  serve(memberContract.rejectRequest, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'reject', member)
    await mustBeOffered(body.reason, 'reason')
    return viewStaffMember(await decide.reject(member, me, body, { undoable: true }), me)
  }),

  serve(memberContract.undoDecisionOnRequest, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    return viewStaffMember(await undoDecision(member, body.decidedAt, me), me)
  }),

  serve(memberContract.resendInvitation, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'resend_invitation', member)
    return viewStaffMember(await decide.resendInvitation(member, me), me)
  }),

  serve(memberContract.correctPhone, async ({ me, params, body }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'correct_phone', member)
    return viewStaffMember(await decide.correctPhone(member, me, body.phone), me)
  }),

  serve(memberContract.cancelInvitation, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'cancel', member)
    return viewStaffMember(await decide.cancelInvitation(member, me), me)
  }),

  serve(memberContract.staffJoinLink, async ({ me, params }) => {
    return { url: await joinLinkFor(await findStaffMember(me.scope, params.staffId)) }
  }),

  serve(memberContract.removeStaff, async ({ me, params }) => {
    const member = await findStaffMember(me.scope, params.staffId)
    allow(me, staffPolicy, 'remove', member)
    return viewStaffMember(await decide.remove(member, me), me)
  }),
]
