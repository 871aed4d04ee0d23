/** What an ISO does with its Marketing Codes. */
import { viewPage } from '../../http/damaged.ts'
import type { IsoOperator } from '../../http/callers.ts'
import { take, type Limit } from '../../http/limits.ts'
import { allow, may } from '../../http/policy.ts'
import { serve, serveRaw, type Route } from '../../http/serve.ts'
import { countCodes, findCode, pageOfCodes } from '../../marketing-codes/actions/find.ts'
import { retireCode } from '../../marketing-codes/actions/retire.ts'
import type { StoredCode } from '../../marketing-codes/model.ts'
import { sendSheets } from '../../spreadsheets/file.ts'
import { nameOfExport } from '../../spreadsheets/file-name.ts'
import { exportCodes } from './actions/export/export.ts'
import { holdingOf } from './actions/stuck.ts'
import { whereaboutsNow, whereaboutsOf } from './actions/whereabouts.ts'
import * as contract from './contract.ts'
import { codePolicy } from './policy.ts'
import { submissionPolicy } from '../policy.ts'
import { spotOf } from './rules.ts'
import { viewCode, viewCodeRow } from './view.ts'

/** Each reads all matching rows: no caller needs more of them. */
const exportsOfOne: Limit = { name: 'code exports', points: 30, seconds: 600 }

/** One code as its ISO reads it. */
async function present(code: StoredCode, me: IsoOperator) {
  const ids = [code.submission, ...code.history.map(({ submission }) => submission)]
  const [places, holding] = await Promise.all([whereaboutsOf(ids, me.scope), holdingOf(code)])
  const mayFree =
    holding !== undefined &&
    holding.isStuck &&
    may(me, submissionPolicy, 'free_codes', holding.submission)
  const spot = spotOf(code._id, holding?.submission.spots ?? [])
  return viewCode(code, { places, spot, mayFree }, me)
}

export const codeRoutes: Route[] = [
  serve(contract.listCodes, async ({ me, query }) => {
    const page = await pageOfCodes(me.scope, query)
    const places = await whereaboutsNow(page.items, me.scope)
    return viewPage('marketingCodes', page, (code) => viewCodeRow(code, places))
  }),

  serve(contract.countCodes, async ({ me, query }) => {
    return { counts: await countCodes(me.scope, query.search) }
  }),

  serveRaw(contract.exportCodes, async ({ me, query }, ctx) => {
    await take(exportsOfOne, me.id)
    const { format } = query
    const sheet = await exportCodes(me, query, format)
    sendSheets(ctx, nameOfExport(me.workspace.name, 'Marketing Codes', format), format, [sheet])
  }),

  serve(contract.findCode, async ({ me, params }) => {
    return present(await findCode(me.scope, params.code), me)
  }),

  serve(contract.retireCode, async ({ me, params, body }) => {
    const code = await findCode(me.scope, params.code)
    allow(me, codePolicy, 'retire', code)
    return present(await retireCode(code, body, me), me)
  }),
]
