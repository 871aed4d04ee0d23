/** A spreadsheet on its way to the person who downloads it: the one place where a format becomes bytes. */
import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { csvOf } from './csv.ts'
import type { Sheet } from './sheet.ts'
import { xlsxOf } from './xlsx.ts'

export type SheetFormat = 'csv' | 'xlsx'

/**
 * Answers with a file, while its rows come.
 * @param sheets a CSV has room for the first one only
 */
export function sendSheets(
  ctx: Context,
  fileName: string,
  format: SheetFormat,
  sheets: [Sheet, ...Sheet[]],
): void {
  ctx.attachment(fileName)
  ctx.set('cache-control', 'no-store')
  ctx.status = 200
  ctx.type = format
  const bytes = format === 'csv' ? csvOf(sheets[0]) : xlsxOf(...sheets)
  ctx.body = Readable.from(bytes, { objectMode: false })
}
