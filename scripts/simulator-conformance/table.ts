/** The table of clients and behaviours, and below it what failed and why. */
import type { Behaviour } from './shapes.ts'

export type Cell = { kind: 'pass' } | { kind: 'fail'; why: string }

export type Row = {
  label: string
  /** Why a behaviour was not looked at although the client has it. */
  leftOut?: Partial<Record<Behaviour, string>>
} & (
  | { cells: Partial<Record<Behaviour, Cell>> }
  /** Was not looked at: that is no pass, and no failure. */
  | { note: string }
  | { failure: string }
)

function lineOf(row: Row, columns: Behaviour[]): string {
  if (!('cells' in row))
    return `| ${row.label} | ${'note' in row ? row.note : 'failed, see below'} |`
  // a dash: the client has nothing that does this
  const words = columns.map((column) => row.cells[column]?.kind ?? '–')
  return `| ${row.label} | ${words.join(' | ')} |`
}

function failuresOf(row: Row): string[] {
  if ('note' in row) return []
  if ('failure' in row) return [`${row.label}: ${row.failure}`]
  return Object.entries(row.cells).flatMap(([behaviour, cell]) =>
    cell.kind === 'fail' ? [`${row.label}, ${behaviour}: ${cell.why}`] : [],
  )
}

const leftOutOf = ({ label, leftOut }: Row) =>
  Object.entries(leftOut ?? {}).map(([behaviour, why]) => `${label}, no ${behaviour}: ${why}`)

/** Markdown. */
export function tableOf(rows: Row[], columns: Behaviour[]): { text: string; failed: boolean } {
  const failures = rows.flatMap(failuresOf)
  const lines = [
    `| client | ${columns.join(' | ')} |`,
    `| --- |${' --- |'.repeat(columns.length)}`,
    ...rows.map((row) => lineOf(row, columns)),
    '',
    '–: the client has nothing that does this, or the reason is below',
    ...rows.flatMap(leftOutOf),
    ...failures,
  ]
  return { text: lines.join('\n'), failed: failures.length > 0 }
}
