/** What is wrong with rows, each by itself, beside each other, and beside what is there already. */
import { setImmediate as breath } from 'node:timers/promises'
import type { CheckedRow, ImportKind, RowCheck } from './kind.ts'
import type { StoredRow } from './model.ts'
import type { SheetRow } from './reading/columns.ts'

const batch = 500

type Options = Record<string, string>

/** The options of an import, as the check of its rows takes them. */
export const optionsOf = ({ options }: Pick<ImportKind, 'options'>, one: object): Options => {
  const fields = one as Options
  return Object.fromEntries(options.map((name) => [name, fields[name] ?? '']))
}

/** Rows take a while to check: others get their turn in between. */
async function checkAll(
  check: RowCheck,
  rows: readonly SheetRow[],
  options: Options,
): Promise<CheckedRow[]> {
  const checked: CheckedRow[] = []
  for (let from = 0; from < rows.length; from += batch) {
    checked.push(...rows.slice(from, from + batch).map((row) => check.row(row, options)))
    await breath()
  }
  return checked
}

/** The value by which a row is compared with others. */
export const keyOf = ({ key }: { key: string }, row: object) =>
  (row as Record<string, unknown>)[key] as string | null | undefined

/** Of several good rows with one key the first counts. @returns number of a row → of the first one like it */
function twins(key: { key: string }, rows: readonly CheckedRow[]): Map<number, number> {
  const first = new Map<string, number>()
  const found = new Map<number, number>()
  for (const row of rows) {
    const value = keyOf(key, row)
    if (row.problem || !value) continue
    const before = first.get(value)
    if (before === undefined) first.set(value, row.row)
    else found.set(row.row, before)
  }
  return found
}

export type Judged<C = CheckedRow> = C & Pick<StoredRow, 'state' | 'problem' | 'otherRow'>

/** The verdict on rows that were checked, each with what it was given with. */
export async function verdictsOn<C extends CheckedRow>(
  check: Pick<RowCheck, 'key' | 'there'>,
  iso: string,
  checked: readonly C[],
): Promise<Judged<C>[]> {
  const same = twins(check, checked)
  const there = await check.there(
    iso,
    checked.flatMap((row) => keyOf(check, row) ?? []),
  )
  return checked.map((row): Judged<C> => {
    if (row.problem) return { ...row, state: 'bad' }
    const known = there.get(keyOf(check, row) ?? '')
    if (known) return { ...row, ...known, state: 'bad' }
    const otherRow = same.get(row.row)
    if (otherRow === undefined) return { ...row, state: 'good' }
    return { ...row, state: 'bad', problem: 'twice_in_file', otherRow }
  })
}

/** A judged row as it is stored: what it is compared by is there, or null. */
export const storedOf = <C extends CheckedRow>(key: { key: string }, row: Judged<C>) => {
  const { problem, ...rest } = row
  return { ...rest, [key.key]: keyOf(key, row) ?? null, ...(problem && { problem }) }
}

/** @param options what the check depends on, see `ImportKind.options` */
export async function judged(
  { check }: ImportKind,
  iso: string,
  rows: readonly SheetRow[],
  options: Options,
): Promise<Judged[]> {
  return verdictsOn(check, iso, await checkAll(check, rows, options))
}
