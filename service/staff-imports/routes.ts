/** Bulk add for the ISO: preview, start, pause, progress, report. */
import { viewRows, viewSoundRows } from '../http/damaged.ts'
import { refuse } from '../errors.ts'
import { expectedOf } from '../files/kind.ts'
import { actorOf } from '../http/callers.ts'
import { take } from '../http/limits.ts'
import { importerOf } from '../imports/preview.ts'
import { receive } from '../http/read-bytes.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { sendSheets } from '../spreadsheets/file.ts'
import { mustBeCountry } from './actions/country.ts'
import * as find from './actions/find.ts'
import { staffImports } from './actions/imports.ts'
import { tallyOf } from './actions/tally.ts'
import * as steps from './contract/steps.ts'
import * as lists from './contract/lists.ts'
import { staffImportFiles, type StaffImport, type StaffImportRow } from './model.ts'
import { withText } from './rules/mend.ts'
import { viewImport, viewImportInFull, viewImportRow } from './view/import.ts'
import { reportSheet, templateSheets } from './view/sheets.ts'

/** Files that an ISO may send to be checked. */
const uploads = { name: 'staff-imports', points: 120, seconds: 3600 }

async function inFull(one: StaffImport) {
  return viewImportInFull(one, await tallyOf(one))
}

export const importRoutes: Route[] = [
  serve(steps.checkStaffImport, async ({ me, params, query, http }) => {
    await take(uploads, me.workspace.id)
    const expected = expectedOf(staffImportFiles.kind, me.id)
    const { fileName, country, pasted, ...choice } = query
    const chosen = { ...choice, ...(pasted === 'true' && { pasted: true }) }
    return receive(http, expected, async (bytes, signal) => {
      mustBeCountry(country)
      const options = { country }
      const given = { id: params.importId, fileName, options, bytes, chosen, signal }
      return inFull(await staffImports.check(importerOf(me), given))
    })
  }),

  serve(steps.changeStaffImport, async ({ me, params, body }) => {
    await staffImports.find(me.scope, params.importId)
    const { country, ...chosen } = body
    // the file is read again, which costs what sending it costs
    if (Object.keys(chosen).length) await take(uploads, me.workspace.id)
    else if (country === undefined) refuse('bad_input', { field: 'country' })
    mustBeCountry(country ?? '')
    const options: Record<string, string> = country === undefined ? {} : { country }
    const change = { options, choice: chosen }
    return inFull(await staffImports.change(importerOf(me), params.importId, change))
  }),

  serve(steps.mendImportRow, async ({ me, params, body }) => {
    const written = (row: StaffImportRow) => withText(row, body)
    const { one, row, others } = await staffImports.mend(me.scope, params, written)
    return {
      import: await inFull(one),
      row: viewImportRow(one, row),
      others: viewRows('staffImportRows', others, (other) => viewImportRow(one, other)),
    }
  }),

  serve(steps.startStaffImport, async ({ me, params, body }) => {
    const one = await staffImports.find(me.scope, params.importId)
    return inFull(await staffImports.start(one, body, actorOf(me)))
  }),

  serve(steps.pauseStaffImport, async ({ me, params }) => {
    return inFull(
      await staffImports.pause(await staffImports.find(me.scope, params.importId), actorOf(me)),
    )
  }),

  serve(steps.resumeStaffImport, async ({ me, params }) => {
    return inFull(
      await staffImports.resume(await staffImports.find(me.scope, params.importId), actorOf(me)),
    )
  }),

  serve(steps.cancelStaffImport, async ({ me, params }) => {
    return inFull(
      await staffImports.cancel(await staffImports.find(me.scope, params.importId), actorOf(me)),
    )
  }),

  serve(lists.listStaffImports, async ({ me, query }) => {
    const { items, next } = await staffImports.page(me.scope, query)
    return { items: viewRows('staffImports', items, viewImport), next }
  }),

  serve(lists.findStaffImport, async ({ me, params }) => {
    return inFull(await staffImports.find(me.scope, params.importId))
  }),

  serve(lists.listImportRows, async ({ me, params, query }) => {
    const one = await staffImports.find(me.scope, params.importId)
    const { items, next } = await find.pageOfRows(one, query)
    return { items: viewRows('staffImportRows', items, (row) => viewImportRow(one, row)), next }
  }),

  serveRaw(lists.staffImportReport, async ({ me, params, query }, ctx) => {
    const one = await staffImports.find(me.scope, params.importId)
    const all = await find.allRows(one)
    const rows = viewSoundRows('staffImportRows', all, (row) => viewImportRow(one, row))
    const name = one.fileName.replace(/\.\w+$/, '') || 'staff'
    sendSheets(ctx, `${name}-report.${query.format}`, query.format, [
      reportSheet(rows, query.language),
    ])
  }),

  serveRaw(lists.staffImportTemplate, async ({ query }, ctx) => {
    const sheets = templateSheets(query.language)
    sendSheets(ctx, `staff-template.${query.format}`, query.format, sheets)
  }),
]
