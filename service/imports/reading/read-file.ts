/** Reads an uploaded file: a workbook or a text, with the columns of a kind of import. */
import { BrokenArchive } from '../../spreadsheets/reading/archive.ts'
import { TooManyRows } from '../../spreadsheets/reading/cells.ts'
import { NoWorkbook } from '../../spreadsheets/reading/workbook.ts'
import { BrokenXml } from '../../spreadsheets/reading/xml.ts'
import type { ReadingChoice } from '../contract.ts'
import type { SheetAnswer } from './answer.ts'
import type { Columns } from './columns.ts'
import { readText } from './text.ts'
import { readWorkbook } from './workbook.ts'

const zipMark = 'PK\u0003\u0004'
/** PDF, and what Excel wrote before 2007 and still writes for files with a password. */
const otherMarks = ['%PDF', '\u00d0\u00cf\u0011\u00e0']

/** @param choice what was chosen by hand; what is left out is found */
export function readFile(bytes: Uint8Array, choice: ReadingChoice, columns: Columns): SheetAnswer {
  const mark = String.fromCharCode(...bytes.subarray(0, 4))
  const isWorkbook = mark === zipMark
  const foreign = (isWorkbook ? (['encoding', 'separator'] as const) : (['sheet'] as const)).find(
    (field) => choice[field] !== undefined,
  )
  if (foreign) return { refused: 'bad_input', field: foreign }
  if (otherMarks.includes(mark)) return { refused: 'not_a_spreadsheet' }
  if (!isWorkbook) return readText(bytes, choice, columns)
  try {
    return readWorkbook(bytes, choice, columns)
  } catch (error) {
    if (error instanceof TooManyRows) return { refused: 'too_many_rows', rows: error.rows }
    const isBroken = [BrokenArchive, BrokenXml, NoWorkbook].some((kind) => error instanceof kind)
    if (isBroken) return { refused: 'not_a_spreadsheet' }
    throw error
  }
}
