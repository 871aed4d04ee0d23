/** Looks whether the database is what this release needs, without changing anything. */
import mongoose, { type Model } from 'mongoose'
import { Migrations, type Migration } from './migrations.ts'

export interface IndexFinding {
  collection: string
  /** Declared by the models and not there, as their fields: `iso, name`. */
  missing: string[]
  /** There under these names, and not declared, or declared with other options. */
  undeclared: string[]
}

export interface MigrationFinding {
  number: number
  name: string
  state: 'pending' | 'running' | 'failed' | 'done'
  /** Nothing waits for it: the service runs it in the background. */
  later: boolean
}

export interface DatabaseFindings {
  indexes: { collections: number; declared: number; wrong: IndexFinding[] }
  migrations: MigrationFinding[]
  /** Numbers that this database has and this release does not know: a newer one has run here. */
  newer: number[]
}

async function indexFinding(model: Model<unknown>): Promise<IndexFinding> {
  const { toCreate, toDrop } = (await model.diffIndexes()) as {
    toCreate: Record<string, unknown>[]
    toDrop: string[]
  }
  return {
    collection: model.collection.name,
    missing: toCreate.map((keys) => Object.keys(keys).join(', ')),
    undeclared: toDrop,
  }
}

export async function checkDatabase(migrations: readonly Migration[]): Promise<DatabaseFindings> {
  const models = Object.values(mongoose.models)
  const findings: IndexFinding[] = []
  for (const model of models) findings.push(await indexFinding(model))
  const rows = await Migrations.find().select({ state: 1 }).sort({ _id: 1 }).lean()
  const known = new Set(migrations.map(({ number }) => number))
  return {
    indexes: {
      collections: models.length,
      declared: models.reduce((sum, { schema }) => sum + schema.indexes().length, 0),
      wrong: findings.filter(({ missing, undeclared }) => missing.length || undeclared.length),
    },
    migrations: migrations.map(({ number, name, later = false }) => ({
      number,
      name,
      state: rows.find(({ _id }) => _id === number)?.state ?? 'pending',
      later,
    })),
    newer: rows.map(({ _id }) => _id).filter((number) => !known.has(number)),
  }
}
