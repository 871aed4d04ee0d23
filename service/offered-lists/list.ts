/** A list that is data: rows in the database, as the standard file of a release has them until they are edited. */
import mongoose, { type Model } from 'mongoose'
import type { Migration } from '../database/migrations.ts'
import { fillMissing, inOrder, insertMissing, rewordUnedited } from '../database/standard-rows.ts'
import { viewRows } from '../http/damaged.ts'
import type { Language } from '../texts/contract.ts'

export type InEachLanguage = Record<Language, string>

/** What the rows of every list have. */
interface Offered {
  /** Such as `photo_blurred`: it stands in records and is never changed. */
  _id: string
  names: InEachLanguage
  /** Place in the list, from 1. */
  order: number
}

/** The row of an item as the contract has it. */
export type RowOf<Item> = Omit<Item, 'id' | 'names'> & Offered

interface Kind<Row, Item> {
  collection: string
  /** Name of the model. */
  model: string
  /** The schema of the contract: an item has these fields of its row. */
  item: { shape: Record<string, unknown> }
  /** Fields of an item that are made from others of its row. */
  besides?: (row: Row) => Partial<Item>
  /** Its rows in this release, in their order. */
  standard: readonly ({ _id: string } & Record<string, unknown>)[]
  /** The words of releases before, by row and path such as `names.zh-CN`. */
  former: Record<string, Record<string, string>>
}

export interface OfferedList<Row, Item> {
  collection: string
  /** Not sharded: a handful of rows. */
  rows: Model<Row>
  /** All rows, in the order in which they are offered. */
  read: () => Promise<Row[]>
  /** What callers see of them. */
  view: (rows: readonly Row[]) => Item[]
  /** Puts what is missing of the standard rows into the database. */
  bring: (save: (progress: string) => Promise<void>) => Promise<void>
  /** Adds to rows that are there what they lack. */
  fill: () => Promise<void>
  /** Gives texts that were not edited the words of this release. */
  reword: () => Promise<void>
}

/** Declares a list: `offeredList<StoredReason, Reason>({ collection, model, item: reason, standard, former })`. */
export function offeredList<Row extends Offered, Item>({
  collection,
  model,
  item,
  besides,
  standard,
  former,
}: Kind<Row, Item>): OfferedList<Row, Item> {
  // Fields of its own are left to the contract: migrations write past mongoose, and the answer of each item is checked.
  const schema = new mongoose.Schema<Row>(
    {
      _id: String,
      names: { type: mongoose.Schema.Types.Mixed, required: true },
      order: { type: Number, required: true },
    } as never,
    { strict: false, versionKey: false },
  )
  const rows = mongoose.model<Row>(model, schema, collection)
  const fields = Object.keys(item.shape).filter((field) => field !== 'id')
  const viewOne = (row: Row) => {
    const own = fields.map((field) => [field, row[field as keyof Row]])
    return { id: row._id, ...Object.fromEntries(own), ...besides?.(row) } as Item
  }
  return {
    collection,
    rows,
    read: () => rows.find().sort({ order: 1 }).lean<Row[]>(),
    view: (some) => viewRows(collection, some, viewOne),
    async bring(save) {
      await insertMissing(rows, inOrder(standard))
      await save(`${model} inserted`)
      await fillMissing(rows, inOrder(standard))
      await save(`${model} filled`)
    },
    fill: () => fillMissing(rows, inOrder(standard)),
    reword: () => rewordUnedited(rows, standard, former),
  }
}

type Named = Pick<Migration, 'number' | 'name'>
type Lists = readonly Pick<OfferedList<never, never>, 'bring' | 'reword'>[]

/** The migration that brings lists into the database. @param after forgets what was read before */
export const bringLists = (lists: Lists, named: Named, after = () => {}): Migration => ({
  ...named,
  async run({ save }) {
    for (const { bring } of lists) await bring(save)
    after()
  },
})

/** A migration after which rows that are there have the fields of this release; it revives none. */
export const fillLists = (
  lists: readonly Pick<OfferedList<never, never>, 'fill'>[],
  named: Named,
): Migration => ({
  ...named,
  async run() {
    for (const { fill } of lists) await fill()
  },
})

/** A migration after which texts of lists have the words of this release, but for those that were edited. */
export const rewordLists = (lists: Lists, named: Named, after = () => {}): Migration => ({
  ...named,
  async run() {
    for (const { reword } of lists) await reword()
    after()
  },
})
