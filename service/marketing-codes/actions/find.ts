/** Finds Marketing Codes of an ISO: by state, by their beginning, and only those of the caller's regions. */
import { countUpTo, keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import { reaches, wholeIsos, within, type Scope } from '../../http/scope.ts'
import { codeStatuses, type CodeStatus } from '../contract.ts'
import { codeIndexes, MarketingCodes, withoutSigns, type StoredCode } from '../model.ts'
import { startingWith } from '../rules.ts'

export interface CodeFilter {
  status?: CodeStatus | undefined
  /** Beginning of the code, with or without hyphens. */
  search?: string | undefined
}

/** Rows that are read at a time. */
const batch = 500

interface Narrowed {
  filter: Record<string, unknown>
  hint: Record<string, 1 | -1>
}

/** Codes that stand nowhere are in no region. */
const standing = codeStatuses.filter((status) => status !== 'issued')

/**
 * Regions that the caller reaches and where codes stand: each state and region is one range of an index in the order of
 * the codes. A country would be a range of regions, whose codes had to be sorted.
 */
async function regionsReached(scope: Scope): Promise<string[]> {
  const all = await MarketingCodes.distinct('region', {
    ...within(wholeIsos(scope)),
    status: { $in: standing },
  }).collation(withoutSigns)
  const iso = scope.workspace
  return all.flatMap((region) => (region && reaches(scope, { iso, region }) ? [region] : []))
}

/** Keeps inside the scope, as `narrow` has made it. */
const queryOf = ({ filter }: Narrowed) => filter

async function narrow(scope: Scope, { status, search = '' }: CodeFilter): Promise<Narrowed> {
  const range = startingWith(search)
  const filter = {
    ...within(wholeIsos(scope)),
    status: status ?? { $in: codeStatuses },
    ...(range && { _id: range }),
  }
  if (scope.regions === 'all') return { filter, hint: codeIndexes.whole }
  const region = { $in: await regionsReached(scope) }
  return { filter: { ...filter, region }, hint: codeIndexes.ofRegions }
}

/** In the order of the codes, hyphens aside. @throws Refusal `bad_cursor` */
export async function pageOfCodes(
  scope: Scope,
  { limit, after, ...wanted }: CodeFilter & { limit: number; after?: string | undefined },
): Promise<Page<StoredCode>> {
  const narrowed = await narrow(scope, wanted)
  return keysetPage(MarketingCodes, queryOf(narrowed), {
    sort: [['_id', 1]],
    limit,
    after,
    hint: narrowed.hint,
    collation: withoutSigns,
  })
}

/** How many are in each state; of each as many as `countedTo`. */
export async function countCodes(
  scope: Scope,
  search?: string,
): Promise<Record<CodeStatus, number>> {
  const narrowed = await narrow(scope, { search })
  const counts = codeStatuses.map(async (status) => {
    const one = { ...queryOf(narrowed), status }
    return [status, await countUpTo(MarketingCodes, one, narrowed.hint, withoutSigns)] as const
  })
  return Object.fromEntries(await Promise.all(counts)) as Record<CodeStatus, number>
}

/** @throws Refusal `not_found` for another ISO's, or one outside the caller's regions, just as when there is none */
export async function findCode(scope: Scope, code: string): Promise<StoredCode> {
  const found = await MarketingCodes.findOne({ ...within(scope), _id: code }).lean<StoredCode>()
  return found ?? refuse('not_found')
}

/** Codes of an export, one batch after another, and how many they are. */
export async function batchesOfCodes(
  scope: Scope,
  wanted: CodeFilter,
): Promise<{ rows: number; batches: AsyncGenerator<StoredCode[]> }> {
  const narrowed = await narrow(scope, wanted)
  const { hint } = narrowed
  const rows = await MarketingCodes.countDocuments(queryOf(narrowed), {
    hint,
    collation: withoutSigns,
  })
  const cursor = MarketingCodes.find(queryOf(narrowed))
    .collation(withoutSigns)
    .hint(hint)
    .sort({ _id: 1 })
    .lean<StoredCode[]>()
    .cursor({ batchSize: batch })
  return { rows, batches: inBatches(cursor) }
}

async function* inBatches(codes: AsyncIterable<StoredCode>): AsyncGenerator<StoredCode[]> {
  let some: StoredCode[] = []
  // a reader that stops closes it
  for await (const code of codes) {
    if (some.push(code) < batch) continue
    yield some
    some = []
  }
  if (some.length) yield some
}

/** Codes of all ISOs that stand in a visit and have no region, as an earlier release has bound them. */
export async function* codesWithoutRegion(): AsyncGenerator<StoredCode[]> {
  const isos = await MarketingCodes.distinct('iso').collation(withoutSigns)
  for (const iso of isos) {
    const codes = MarketingCodes.find({
      iso,
      status: { $in: standing },
      // together the range of the index, and those that lack the field
      region: null,
      $and: [{ region: { $exists: false } }],
    })
      .select({ iso: 1, submission: 1 })
      .collation(withoutSigns)
      .hint(codeIndexes.ofRegions)
      .lean<StoredCode[]>()
      .cursor({ batchSize: batch })
    yield* inBatches(codes)
  }
}
