/** Finds the columns that we need in a sheet, whatever their order and language. */

export type Cell = string | number | boolean | Date | null | undefined

/** A row that is not blank, with its number as the spreadsheet program shows it. */
export interface SheetRow {
  row: number
  name: string
  phone: string
}

export type Column = 'name' | 'phone'

const titles: Record<Column, string[]> = {
  // prettier-ignore
  name: ['name', 'full name', 'staff name', 'employee name', 'employee', 'staff',
    '姓名', '名字', '名称', '员工姓名', '员工', '全名'],
  // prettier-ignore
  phone: ['phone', 'phone number', 'phone no', 'phone num', 'mobile', 'mobile number', 'mobile no', 'mobile phone',
    'telephone', 'telephone number', 'tel', 'cell', 'cell phone', 'contact number',
    '手机', '手机号', '手机号码', '电话', '电话号码', '联系电话', '移动电话'],
}

/** Rows above the header that may hold a title or a remark. */
const mostRowsAbove = 20

/** A cell as people see it; numbers without the dress of the spreadsheet. */
export function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') {
    return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell)
  }
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** A title without what people put around it: `Phone number *`, `手机号（必填）`. */
function bare(cell: Cell): string {
  return textOf(cell)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, ' ')
    .replace(/[*:._-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function placesIn(row: Cell[]): Partial<Record<Column, number>> {
  const found: Partial<Record<Column, number>> = {}
  for (const [at, cell] of row.entries()) {
    const title = bare(cell)
    for (const column of Object.keys(titles) as Column[]) {
      if (titles[column].includes(title)) found[column] ??= at
    }
  }
  return found
}

/**
 * @param firstRow number of the first row given
 * @returns the rows below the header that are not blank, or the columns that no header names
 */
export function rowsBelowHeader(
  sheet: Cell[][],
  firstRow = 1,
): { rows: SheetRow[] } | { missing: Column[] } {
  let best: Partial<Record<Column, number>> = {}
  for (const [at, cells] of sheet.slice(0, mostRowsAbove).entries()) {
    const found = placesIn(cells)
    const { name, phone } = found
    if (name !== undefined && phone !== undefined) {
      const rows = sheet
        .map((row, n) => ({
          row: firstRow + n,
          name: textOf(row[name]),
          phone: textOf(row[phone]),
        }))
        .slice(at + 1)
      return { rows: rows.filter((row) => row.name || row.phone) }
    }
    if (Object.keys(found).length > Object.keys(best).length) best = found
  }
  return { missing: (['name', 'phone'] as const).filter((column) => best[column] === undefined) }
}
