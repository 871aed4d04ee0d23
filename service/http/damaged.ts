/**
 * Stored rows of an older or broken shape: one of them in a list is left out, counted and logged, and the list is
 * answered all the same; a record that is asked for by itself is refused by name (decision 026).
 */
import { Counter } from '@prometheus-io/client'
import { LRUCache } from 'lru-cache'
import type * as z from 'zod/mini'
import type { $ZodIssue, $ZodType, $ZodTypes } from 'zod/v4/core'
import { Refusal } from '../errors.ts'
import { describeError, log } from '../log.ts'
import { isListOfRows, type Endpoint } from './contract.ts'

const damagedRows = new Counter({
  name: 'damaged_rows_total',
  help: 'Stored rows that were left out of an answer, by endpoint; each time they are',
  labelNames: ['endpoint'],
})

/** Stands in a list for a row that could not be turned into what callers see. */
class DamagedRow {
  readonly id: string
  constructor(id: string) {
    this.id = id
  }
}

/** What reading a field of another shape leads to: `undefined.length`, the ISO text of an invalid date. */
export const isOfShape = (error: unknown) =>
  error instanceof TypeError || error instanceof RangeError

/** Rows that were told of; a list that is looked at each second would fill the log. */
const told = new LRUCache<string, true>({ max: 1_000 })

function tell(where: string, row: string, about: Record<string, unknown>): void {
  const key = `${where} ${row}`
  if (told.get(key)) return
  told.set(key, true)
  log.error({ where, row, ...about }, 'stored row damaged, left out')
}

/**
 * Turns rows into what callers see. A row that is too damaged for it becomes one that `serve` leaves out and counts.
 * @param collection for the log
 */
export function viewRows<R, V>(collection: string, rows: readonly R[], view: (row: R) => V): V[] {
  return rows.map((row) => {
    try {
      return view(row)
    } catch (error) {
      if (!isOfShape(error)) throw error
      const { _id, id: viewed } = (row ?? {}) as { _id?: unknown; id?: unknown }
      const id = String(_id ?? viewed)
      tell(collection, id, { error: describeError(error) })
      return new DamagedRow(id) as V
    }
  })
}

/** The same for a page of a list. */
export function viewPage<R, V>(
  collection: string,
  { items, next }: { items: readonly R[]; next: string | null },
  view: (row: R) => V,
): { items: V[]; next: string | null } {
  return { items: viewRows(collection, items, view), next }
}

/** Like `viewRows` for what is no answer of `serve`, such as a file: rows that are too damaged are left out. */
export function viewSoundRows<R, V>(
  collection: string,
  rows: readonly R[],
  view: (row: R) => V,
): V[] {
  return viewRows(collection, rows, view).filter((row) => !(row instanceof DamagedRow))
}

type Step = PropertyKey

/** The part of an answer that an issue lies in: the innermost is no use, since a list loses whole rows. */
function rowOf(
  schema: $ZodType,
  path: readonly Step[],
): { list: Step[]; index: number } | undefined {
  let node = schema as $ZodTypes
  for (const [depth, step] of path.entries()) {
    while ('innerType' in node._zod.def) node = node._zod.def.innerType as $ZodTypes
    const { def } = node._zod
    if (def.type === 'array') {
      if (isListOfRows(node)) return { list: path.slice(0, depth), index: Number(step) }
      node = def.element as $ZodTypes
    } else if (def.type === 'object') {
      const next = def.shape[String(step)]
      if (!next) return undefined
      node = next as $ZodTypes
    } else return undefined
  }
  return undefined
}

type Plain = Record<Step, unknown>

/** A copy without some rows of the list at a path; how many stands beside the list. */
function without(value: unknown, list: readonly Step[], rows: ReadonlySet<number>): unknown {
  const [step, ...rest] = list
  const holder = { ...(value as Plain) }
  if (step === undefined) return value
  if (rest.length) holder[step] = without(holder[step], rest, rows)
  else {
    holder[step] = (holder[step] as unknown[]).filter((_, index) => !rows.has(index))
    holder['damaged'] = Number(holder['damaged'] ?? 0) + rows.size
  }
  return holder
}

const at = (value: unknown, path: readonly Step[]) =>
  path.reduce<unknown>((inner, step) => (inner as Plain)[step], value)

/** Lists inside of a record, such as its timeline, may be old as a whole. */
const isPage = ({ method, path }: Endpoint, list: readonly Step[]) =>
  method === 'GET' && (list.join('.') === 'items' || !path.includes(':'))

function tellOfRow(endpoint: Endpoint, row: unknown, issues: readonly $ZodIssue[]): void {
  // it was told of when it could not be viewed
  if (row instanceof DamagedRow) return
  const { id } = (row ?? {}) as { id?: unknown }
  tell(endpoint.name, String(id), { fields: issues.map(({ path }) => path.join('.')).slice(0, 10) })
}

/**
 * An answer that does not fit its contract, without the rows for which it does not.
 * @throws Refusal `record_damaged` when what does not fit is no row of a list
 * @throws Error when no row of several fits: that is a fault of ours, and not of what is stored
 */
export function withoutDamagedRows<S extends z.ZodMiniType>(
  endpoint: Endpoint,
  schema: S,
  answer: unknown,
): z.output<S> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const lists = new Map<string, { list: Step[]; rows: Set<number> }>()
  for (const issue of parsed.error.issues) {
    const found = rowOf(schema, issue.path)
    if (!found) {
      const fields = parsed.error.issues.map(({ path }) => path.join('.')).slice(0, 10)
      log.error({ endpoint: endpoint.name, fields }, 'answer does not fit its contract')
      throw new Refusal('record_damaged')
    }
    const { list, index } = found
    const key = list.join('.')
    const known = lists.get(key) ?? { list, rows: new Set() }
    if (!known.rows.has(index)) {
      const depth = list.length + 1
      const isSame = ({ path }: $ZodIssue) => rowKey(path, depth) === `${key}.${index}`
      const issues = parsed.error.issues.filter(isSame)
      tellOfRow(endpoint, (at(answer, list) as unknown[])[index], issues)
    }
    known.rows.add(index)
    lists.set(key, known)
  }
  let rest = answer
  for (const { list, rows } of lists.values()) {
    const { length } = at(answer, list) as unknown[]
    if (rows.size === length && length > 1 && isPage(endpoint, list)) {
      throw new Error(`no row of ${endpoint.name} fits its contract`)
    }
    damagedRows.inc({ endpoint: endpoint.name }, rows.size)
    rest = without(rest, list, rows)
  }
  return schema.parse(rest)
}

const rowKey = (path: readonly Step[], depth: number) => path.slice(0, depth).join('.')
