/** Finds imports, their rows, and what these have come to. */
import type { Model } from 'mongoose'
import { keysetPage, type Page } from '../database/keyset-page.ts'
import { orNotFound } from '../errors.ts'
import { withinRegions, type Scope } from '../http/scope.ts'
import type { ImportKind } from './kind.ts'
import type { RowState, StoredImport, StoredRow, Tally } from './model.ts'

/** @throws Refusal `not_found` for another ISO's just as when there is none */
export async function findImport(
  { Imports }: Pick<ImportKind, 'Imports'>,
  scope: Scope,
  id: string,
): Promise<StoredImport> {
  return orNotFound(Imports.findOne({ _id: id, ...withinRegions(scope) }).lean<StoredImport>())
}

/** Those that were started, newest first: what was only looked at is gone in a day. */
export async function pageOfImports(
  { Imports }: Pick<ImportKind, 'Imports'>,
  scope: Scope,
  query: { limit: number; after?: string | undefined },
): Promise<Page<StoredImport>> {
  return keysetPage<StoredImport>(
    Imports,
    { ...withinRegions(scope), startedAt: { $exists: true } },
    {
      sort: [
        ['startedAt', -1],
        ['_id', -1],
      ],
      limit: query.limit,
      after: query.after,
    },
  )
}

/** The rows that count. */
export function rowsOf({ _id, iso, revision }: Pick<StoredImport, '_id' | 'iso' | 'revision'>) {
  return { iso, import: _id, revision }
}

/** How many of the rows that count are in which state, by their problem. */
export function countRows<R extends StoredRow>(
  Rows: Model<R>,
  one: StoredImport,
): Promise<{ _id: { state: RowState; problem?: NonNullable<R['problem']> }; n: number }[]> {
  return Rows.aggregate([
    { $match: rowsOf(one) },
    { $group: { _id: { state: '$state', problem: '$problem' }, n: { $sum: 1 } } },
  ])
}

/** What rows have come to where nothing outside has a say in it: by their states. */
export async function tallyByState<R extends StoredRow>(
  Rows: Model<R>,
  one: StoredImport,
): Promise<Tally> {
  if (one.lastTally) return one.lastTally
  const tally: Tally = { counts: {}, problems: [] }
  for (const { _id, n } of await countRows(Rows, one)) {
    tally.counts[_id.state] = (tally.counts[_id.state] ?? 0) + n
    if (_id.problem) tally.problems.push({ problem: _id.problem, count: n })
  }
  return tally
}
