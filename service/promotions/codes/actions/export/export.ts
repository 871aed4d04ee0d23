/** Marketing Codes as a spreadsheet: what a filter holds, row by row, and a record of the export. */
import { config } from '../../../../config.ts'
import { transaction } from '../../../../database/transaction.ts'
import { actorOf, type IsoOperator } from '../../../../http/callers.ts'
import { batchesOfCodes, type CodeFilter } from '../../../../marketing-codes/actions/find.ts'
import { codesExported } from '../../../../marketing-codes/events.ts'
import type { StoredCode } from '../../../../marketing-codes/model.ts'
import { startingWith } from '../../../../marketing-codes/rules.ts'
import { record } from '../../../../outbox/record.ts'
import { cellOf, type Cell, type Sheet } from '../../../../spreadsheets/sheet.ts'
import type { Whereabouts } from '../../contract.ts'
import { whereaboutsNow } from '../whereabouts.ts'
import { wordsIn } from './words.ts'

async function* rowsOf(
  batches: AsyncIterable<StoredCode[]>,
  me: IsoOperator,
  cellsOf: (code: StoredCode, at: Whereabouts | undefined) => Cell[],
) {
  for await (const codes of batches) {
    const places = await whereaboutsNow(codes, me.scope)
    yield* codes.map((code) => cellsOf(code, places.get(code.submission ?? '')))
  }
}

/** The current filter as a sheet. The caller and the number of rows are recorded first: without that nothing leaves. */
export async function exportCodes(
  me: IsoOperator,
  filter: CodeFilter,
  format: 'csv' | 'xlsx',
): Promise<Sheet> {
  const { rows, batches } = await batchesOfCodes(me.scope, filter)
  await transaction(() =>
    record(codesExported, {
      tenant: me.workspace.id,
      id: me.workspace.id,
      by: actorOf(me),
      data: {
        format,
        rows,
        status: filter.status ?? '',
        searched: startingWith(filter.search ?? '') !== undefined,
      },
    }),
  )
  const { sheet, columns, statuses, reasons } = wordsIn(me.language)
  return {
    name: sheet,
    timeZone: config().businessTimeZone,
    columns: [
      { title: columns.code, width: 22, asText: true },
      { title: columns.status, width: 12 },
      { title: columns.reason, width: 14 },
      { title: columns.since, width: 17 },
      { title: columns.store, width: 40 },
      { title: columns.region, width: 10 },
      { title: columns.staff, width: 28 },
    ],
    rows: rowsOf(batches, me, ({ _id, status, history, at, region }, where) => {
      const reason = status === 'retired' ? history?.at(-1)?.reason : undefined
      return [
        _id,
        statuses[status],
        reason && reasons[reason],
        at,
        where?.store,
        region,
        where?.staff.name,
      ].map(cellOf)
    }),
  }
}
