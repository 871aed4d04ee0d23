/** Sheets with titles, and what is read from them. */
import { textCell, workbookWith, zipOf } from './files.ts'
import { readPeople } from './reading.ts'

export const outcome = (bytes: Uint8Array) => {
  const answer = readPeople(bytes, {})
  if (!('reading' in answer)) return answer
  const { name, phone } = answer.reading.columns
  const rows = answer.rows.map((row) => [row.row, row.name, row.phone, row.fault])
  return [`${name} | ${phone}`, ...rows]
}
export const lines = (...text: string[]) => outcome(new Uint8Array(Buffer.from(text.join('\n'))))

export const listed = (...text: string[]) => lines(...text) as unknown[]

/** A sheet with these cells, row by row, and merged ones. */
export function sheet(rows: string[][], merged: string[] = [], before = ''): Uint8Array {
  const xml = rows.map((cells, at) => {
    const written = cells.map((text, n) =>
      text ? textCell(`${String.fromCharCode(65 + n)}${at + 1}`, text) : '',
    )
    return `<row r="${at + 1}">${written.join('')}</row>`
  })
  const parts = workbookWith(xml.join(''))
  const path = 'xl/worksheets/sheet1.xml'
  const refs = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return zipOf({
    ...parts,
    [path]: String(parts[path])
      .replace('<sheetData>', `${before}<sheetData>`)
      .replace('</sheetData>', `</sheetData><mergeCells>${refs}</mergeCells>`),
  })
}

export const ann = '+6581234567'
