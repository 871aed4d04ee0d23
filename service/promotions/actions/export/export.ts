/** Submissions of an ISO as a spreadsheet: what a filter holds, row by row, and a record of the export. */
import { config } from '../../../config.ts'
import { transaction } from '../../../database/transaction.ts'
import { actorOf, type IsoOperator } from '../../../http/callers.ts'
import { record } from '../../../outbox/record.ts'
import { readCatalogue } from '../../../products/actions.ts'
import { areaNaming } from '../../../regions/region.ts'
import { countryOf, isCountry } from '../../../regions/shared.ts'
import { cellOf, type Cell, type Sheet } from '../../../spreadsheets/sheet.ts'
import type { Language } from '../../../texts/contract.ts'
import { submissionsExported } from '../../events.ts'
import type { StoredSubmission } from '../../model.ts'
import { narrow, type IsoFilter, type Narrowed } from '../iso-list/filter.ts'
import { countAllOf, isoRowFields, pageOfNarrowed } from '../iso-list/find.ts'
import { sendersOf } from '../iso-list/senders.ts'
import { wordsIn } from './words.ts'

/** Rows that are read at a time. */
const batch = 500

const select = { ...isoRowFields, 'store.address': 1, decidedAt: 1 } as const

async function* rowsOf(
  narrowed: Narrowed,
  cellsOf: (submission: StoredSubmission, name: string) => Cell[],
) {
  let after: string | undefined
  do {
    const { items, next } = await pageOfNarrowed(narrowed, { limit: batch, after, select })
    const names = await sendersOf(narrowed.scope, items)
    for (const submission of items) yield cellsOf(submission, names.get(submission.staff) ?? '')
    after = next ?? undefined
  } while (after)
}

/** `Thailand, Bangkok` for `TH-10`. */
async function regionNaming(language: string): Promise<(region: string) => string> {
  const countries = new Intl.DisplayNames([language], { type: 'region' })
  const areaNames = await areaNaming()
  return (region) => {
    const country = countries.of(countryOf(region)) ?? countryOf(region)
    if (isCountry(region)) return country
    const names = areaNames(region)
    return `${country}, ${names[language as Language] ?? names.en}`
  }
}

/**
 * The current filter as a sheet. The caller and the number of rows are recorded first: without that nothing leaves.
 * @throws Refusal `bad_input` for a day that no calendar has
 */
export async function exportSubmissions(
  me: IsoOperator,
  filter: IsoFilter,
  format: 'csv' | 'xlsx',
): Promise<Sheet> {
  const { language } = me
  const narrowed = await narrow(me.scope, filter)
  const rows = await countAllOf(narrowed)
  const { status = '', product = '', region = '', from = '', to = '' } = filter
  await transaction(() =>
    record(submissionsExported, {
      tenant: me.workspace.id,
      id: me.workspace.id,
      by: actorOf(me),
      // what was searched for is a name: only that there was a search is kept
      data: {
        format,
        rows,
        ...{ status, product, region, from, to },
        onePerson: narrowed.staff !== undefined,
        searched: narrowed.starts.length > 0,
      },
    }),
  )
  const words = wordsIn(language)
  const { columns } = words
  const [{ products }, nameOfRegion] = await Promise.all([readCatalogue(), regionNaming(language)])
  const productNames = new Map(
    products.map(({ _id, names }) => [_id, names[language as Language] ?? names.en]),
  )
  return {
    name: words.sheet,
    timeZone: config().businessTimeZone,
    columns: [
      { title: columns.submittedAt, width: 17 },
      { title: columns.store, width: 30 },
      { title: columns.address, width: 50 },
      { title: columns.region, width: 24 },
      { title: columns.staff, width: 28 },
      { title: columns.product, width: 24 },
      { title: columns.status, width: 14 },
      { title: columns.spots, width: 8 },
      { title: columns.approvedSpots, width: 16 },
      { title: columns.rejectedSpots, width: 16 },
      { title: columns.revision, width: 10 },
      { title: columns.decidedAt, width: 17 },
    ],
    rows: rowsOf(narrowed, (submission, name) => {
      const { store, tally, region: code } = submission
      const { in_review = 0, approved = 0, rejected = 0 } = tally ?? {}
      return [
        submission.submittedAt,
        store?.name,
        store?.address,
        code ? nameOfRegion(code) : null,
        name,
        productNames.get(submission.product) ?? submission.product,
        words.statuses[submission.status],
        in_review + approved + rejected,
        approved,
        rejected,
        submission.revision,
        submission.decidedAt,
      ].map(cellOf)
    }),
  }
}
