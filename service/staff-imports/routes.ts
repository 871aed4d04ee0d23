/** Bulk add for the ISO: preview, start, pause, progress, report. */
import { viewRows, viewSoundRows } from '../http/damaged.ts'
import { refuse } from '../errors.ts'
import { actorOf } from '../http/callers.ts'
import { take } from '../http/limits.ts'
import { receive } from '../http/read-bytes.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { sendSheets } from '../spreadsheets/file.ts'
import { changePreview } from './actions/change.ts'
import { checkFile } from './actions/check.ts'
import * as find from './actions/find.ts'
import { mendRow } from './actions/mend.ts'
import * as steps from './actions/steps.ts'
import * as contract from './contract.ts'
import type { StaffImport } from './model.ts'
import { viewImport, viewImportInFull, viewImportRow } from './view/import.ts'
import { reportSheet, templateSheets } from './view/sheets.ts'

/** Files that an ISO may send to be checked. */
const uploads = { name: 'staff-imports', points: 120, seconds: 3600 }

async function inFull(one: StaffImport) {
  return viewImportInFull(one, await find.tallyOf(one))
}

export const importRoutes: Route[] = [
  serve(contract.checkStaffImport, async ({ me, params, query, http }) => {
    const { id, name, workspace } = me
    await take(uploads, workspace.id)
    const expected = {
      whose: me.id,
      most: contract.largestFile,
      tooLarge: 'spreadsheet_too_large',
    } as const
    const { fileName, country, pasted, ...choice } = query
    const chosen = { ...choice, ...(pasted === 'true' && { pasted: true }) }
    return receive(http, expected, async (bytes, signal) => {
      const given = { id: params.importId, fileName, country, bytes, chosen, signal }
      return inFull(await checkFile({ id, name, workspace }, given))
    })
  }),

  serve(contract.changeStaffImport, async ({ me, params, body }) => {
    const { id, name, workspace } = me
    await find.findImport(me.scope, params.importId)
    const { country, ...chosen } = body
    // the file is read again, which costs what sending it costs
    if (Object.keys(chosen).length) await take(uploads, workspace.id)
    else if (country === undefined) refuse('bad_input', { field: 'country' })
    return inFull(await changePreview({ id, name, workspace }, params.importId, body))
  }),

  serve(contract.mendImportRow, async ({ me, params, body }) => {
    const { one, row, others } = await mendRow(me.scope, params.importId, params.rowId, body)
    return {
      import: await inFull(one),
      row: viewImportRow(one, row),
      others: viewRows('staffImportRows', others, (other) => viewImportRow(one, other)),
    }
  }),

  serve(contract.startStaffImport, async ({ me, params, body }) => {
    const one = await find.findImport(me.scope, params.importId)
    return inFull(await steps.start(one, body, actorOf(me)))
  }),

  serve(contract.pauseStaffImport, async ({ me, params }) => {
    return inFull(await steps.pause(await find.findImport(me.scope, params.importId), actorOf(me)))
  }),

  serve(contract.resumeStaffImport, async ({ me, params }) => {
    return inFull(await steps.resume(await find.findImport(me.scope, params.importId), actorOf(me)))
  }),

  serve(contract.cancelStaffImport, async ({ me, params }) => {
    return inFull(await steps.cancel(await find.findImport(me.scope, params.importId), actorOf(me)))
  }),

  serve(contract.listStaffImports, async ({ me, query }) => {
    const { items, next } = await find.pageOfImports(me.scope, query)
    return { items: viewRows('staffImports', items, viewImport), next }
  }),

  serve(contract.findStaffImport, async ({ me, params }) => {
    return inFull(await find.findImport(me.scope, params.importId))
  }),

  serve(contract.listImportRows, async ({ me, params, query }) => {
    const one = await find.findImport(me.scope, params.importId)
    const { items, next } = await find.pageOfRows(one, query)
    return { items: viewRows('staffImportRows', items, (row) => viewImportRow(one, row)), next }
  }),

  serveRaw(contract.staffImportReport, async ({ me, params, query }, ctx) => {
    const one = await find.findImport(me.scope, params.importId)
    const all = await find.allRows(one)
    const rows = viewSoundRows('staffImportRows', all, (row) => viewImportRow(one, row))
    const name = one.fileName.replace(/\.\w+$/, '') || 'staff'
    sendSheets(ctx, `${name}-report.${query.format}`, query.format, [
      reportSheet(rows, query.language),
    ])
  }),

  serveRaw(contract.staffImportTemplate, async ({ query }, ctx) => {
    const sheets = templateSheets(query.language)
    sendSheets(ctx, `staff-template.${query.format}`, query.format, sheets)
  }),
]
