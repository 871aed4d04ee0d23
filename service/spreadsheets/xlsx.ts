/** XLSX (ECMA-376), written while its rows come; libraries for it hold whole sheets in memory. */
import { minutesIn, type Cell, type Sheet } from './sheet.ts'
import { zip, type ZipEntry } from './zip.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Where a sheet is in the archive. */
const pathOf = (at: number) => `xl/worksheets/sheet${at + 1}.xml`

const types = (sheets: Sheet[]) =>
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/>` +
  sheets
    .map((_, at) => `<Override PartName="/${pathOf(at)}" ContentType="${office}.worksheet+xml"/>`)
    .join('') +
  `<Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/></Types>`

const relationship = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${relationships}/${type}" Target="${target}"/>`

const rootRelationships =
  `${declaration}<Relationships xmlns="${packageRelationships}">` +
  `${relationship(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`

const workbookRelationships = (sheets: Sheet[]) =>
  `${declaration}<Relationships xmlns="${packageRelationships}">` +
  sheets.map((_, at) => relationship(at + 1, 'worksheet', pathOf(at).replace('xl/', ''))).join('') +
  `${relationship(sheets.length + 1, 'styles', 'styles.xml')}</Relationships>`

/** Styles by their place: 0 plain, 1 head, 2 date with time, 3 text whatever is typed. */
const styles =
  `${declaration}<styleSheet xmlns="${main}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '</cellXfs></styleSheet>'

const [plain, headed, typedText] = [0, 1, 3]

/** What XML 1.0 has no place for. */
const unwritable = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const workbook = (sheets: Sheet[]) =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>` +
  sheets
    .map(
      ({ name }, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
    )
    .join('') +
  '</sheets></workbook>'

const day = 24 * 60 * 60_000
/** Spreadsheets count days since the end of 1899. */
const daysBefore1970 = 25_569

/** The inside of a cell: a text is said to be one, so that none is taken for a formula. */
function contentOf(cell: Cell, dateText: (at: Date) => string, textStyle: number): string {
  if (cell === null) return '/>'
  if (typeof cell === 'number') return `><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    const text = `<is><t xml:space="preserve">${escape(cell)}</t></is>`
    return ` t="inlineStr" s="${textStyle}">${text}</c>`
  }
  const serial = Date.parse(`${dateText(cell).replace(' ', 'T')}Z`) / day + daysBefore1970
  return ` s="2"><v>${serial}</v></c>`
}

/** Letters of columns; 26 are enough for every list here. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** @param styles of texts, by column */
function rowXml(
  cells: Cell[],
  row: number,
  dateText: (at: Date) => string,
  styles: number[],
): string {
  // addresses may be left out, but not every reader can do without them
  const xml = cells.map(
    (cell, at) => `<c r="${letters[at]}${row}"${contentOf(cell, dateText, styles[at] ?? plain)}`,
  )
  return `<row r="${row}">${xml.join('')}</row>`
}

/** Rows are handed on so many at a time. */
const together = 200

async function* sheetXml({ columns, rows, timeZone }: Sheet): AsyncGenerator<string> {
  const dateText = minutesIn(timeZone)
  const columnStyles = columns.map(({ asText }) => (asText ? typedText : plain))
  const widths = columns.map(
    ({ width }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${columnStyles[at]}" customWidth="1"/>`,
  )
  const head = columns.map(({ title }) => title)
  let text =
    `${declaration}<worksheet xmlns="${main}">` +
    // the head stays in view
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${rowXml(
      head,
      1,
      dateText,
      columns.map(() => headed),
    )}`
  let count = 1
  for await (const row of rows) {
    text += rowXml(row, ++count, dateText, columnStyles)
    if (count % together === 0) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData></worksheet>`
}

const whole = (name: string, text: string): ZipEntry => ({ name, content: [text] })

/** The bytes of a file with these sheets, as they come. */
export function xlsxOf(...sheets: Sheet[]): AsyncGenerator<Uint8Array> {
  return zip([
    whole('[Content_Types].xml', types(sheets)),
    whole('_rels/.rels', rootRelationships),
    whole('xl/workbook.xml', workbook(sheets)),
    whole('xl/_rels/workbook.xml.rels', workbookRelationships(sheets)),
    whole('xl/styles.xml', styles),
    ...sheets.map((sheet, at) => ({ name: pathOf(at), content: sheetXml(sheet) })),
  ])
}
