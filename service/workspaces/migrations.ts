/** Gives stored ISOs the country in which most of their stores are. */
import mongoose from 'mongoose'
import type { Migration } from '../database/migrations.ts'
import { walkRows } from '../database/walk-rows.ts'
import { log } from '../log.ts'
import { Workspaces } from './model.ts'
import { currencyOf } from './shared.ts'

/** ISOs that no country was found for, nor set by an operator. */
const withoutCountry = { kind: 'iso', country: { $exists: false } } as const

async function commonestCountry(iso: string): Promise<string | undefined> {
  // by its name: stores belong to a domain after this one
  const [first] = await mongoose.connection
    .collection('stores')
    .aggregate<{ _id: string }>([
      { $match: { iso, region: { $type: 'string' } } },
      { $group: { _id: { $substrBytes: ['$region', 0, 2] }, stores: { $sum: 1 } } },
      { $sort: { stores: -1, _id: 1 } },
      { $limit: 1 },
    ])
    .toArray()
  return first?._id
}

async function fillIn(iso: string): Promise<void> {
  const country = await commonestCountry(iso)
  const currency = country && currencyOf(country)
  if (!currency) return
  await Workspaces.collection.updateOne({ _id: iso as never, country: { $exists: false } }, [
    { $set: { country, currency: { $ifNull: ['$currency', currency] } } },
  ])
}

export const workspaceMigrations: Migration[] = [
  {
    number: 89,
    name: 'workspaces: give ISOs the country of their stores, and its currency',
    // the stores themselves get their regions by migration 82, which does not hold up the start either
    later: true,
    async run(context) {
      const walk = { filter: withoutCountry, select: { _id: 1 }, size: 20 }
      await walkRows(context, Workspaces, walk, async (rows) => {
        for (const { _id } of rows) await fillIn(String(_id))
      })
      const isos = await Workspaces.countDocuments(withoutCountry)
      if (isos) log.info({ isos }, 'ISOs without a country: an operator has to set it')
    },
  },
]
