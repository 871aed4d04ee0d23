/** A thread of its own that reads one spreadsheet: whatever a file does to it, the service goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import Papa from 'papaparse'
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal'
import { mostRows } from '../contract.ts'
import { rowsBelowHeader, type Cell, type Column, type SheetRow } from '../rules/columns.ts'
import { decodeText } from '../rules/text.ts'
import { mostUnpacked, unpacked } from '../rules/zip.ts'

/** What the thread answers. */
export type SheetAnswer =
  | { rows: SheetRow[] }
  | { refused: 'columns_missing'; missing: Column[] }
  | { refused: 'too_many_rows'; rows: number }
  | { refused: 'not_a_spreadsheet' | 'spreadsheet_too_large' | 'no_rows' }

const zipMark = 'PK\u0003\u0004'
/** PDF, and what Excel wrote before 2007 and still writes for files with a password. */
const otherMarks = ['%PDF', '\u00d0\u00cf\u0011\u00e0']

function answerOf(sheet: Cell[][], firstRow?: number): SheetAnswer {
  const found = rowsBelowHeader(sheet, firstRow)
  if ('missing' in found) return { refused: 'columns_missing', missing: found.missing }
  const { rows } = found
  if (rows.length > mostRows) return { refused: 'too_many_rows', rows: rows.length }
  return rows.length ? { rows } : { refused: 'no_rows' }
}

async function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<SheetAnswer> {
  const archive = unpacked(bytes)
  if (!archive?.names.includes('xl/workbook.xml')) return { refused: 'not_a_spreadsheet' }
  if (archive.size > mostUnpacked) return { refused: 'spreadsheet_too_large' }
  try {
    return answerOf((await readSheet(new Blob([bytes]))) as Cell[][])
  } catch (error) {
    const isBroken = error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError
    if (isBroken) return { refused: 'not_a_spreadsheet' }
    throw error
  }
}

function readText(bytes: Uint8Array): SheetAnswer {
  const text = decodeText(bytes)
  if (text === undefined) return { refused: 'not_a_spreadsheet' }
  // a first line by which Excel is told what stands between cells
  const told = /^sep=(.)\r?\n/.exec(text)
  const { data } = Papa.parse<Cell[]>(told ? text.slice(told[0].length) : text, {
    ...(told?.[1] ? { delimiter: told[1] } : { delimitersToGuess: [',', ';', '\t', '|'] }),
  })
  return answerOf(data, told ? 2 : 1)
}

async function read(bytes: Uint8Array<ArrayBuffer>): Promise<SheetAnswer> {
  const mark = String.fromCharCode(...bytes.subarray(0, 4))
  if (mark === zipMark) return readWorkbook(bytes)
  if (otherMarks.includes(mark)) return { refused: 'not_a_spreadsheet' }
  return readText(bytes)
}

parentPort?.postMessage(await read(workerData as Uint8Array<ArrayBuffer>))
