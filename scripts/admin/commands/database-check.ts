/** `database:check`: whether the indexes and migrations of this release are in the database. */
import mongoose from 'mongoose'
import * as z from 'zod/mini'
import { checkDatabase, type DatabaseFindings } from '../../../service/database/check.ts'
import { mustHaveTransactions } from '../../../service/database/connection.ts'
import { migrations } from '../../../service/migrations.ts'
import { command } from '../command.ts'

function linesOf({ indexes, migrations: all, newer }: DatabaseFindings): {
  wrong: string[]
  notes: string[]
} {
  const missing = indexes.wrong.flatMap(({ collection, missing: fields }) =>
    fields.map((one) => `Collection ${collection} has no index on ${one}.`),
  )
  const undeclared = indexes.wrong.flatMap(({ collection, undeclared: names }) =>
    names.map(
      (one) => `Collection ${collection} has an index ${one} that this release does not declare.`,
    ),
  )
  const open = all.filter(({ state }) => state !== 'done')
  const migrationLine = ({ number, name, state }: (typeof all)[number]) =>
    `Migration ${number} (${name}) is ${state}.`
  const needed = open.filter(({ later, state }) => !later || state === 'failed')
  const background = open.filter((one) => !needed.includes(one))
  const wrong = [...missing, ...needed.map(migrationLine)]
  return {
    wrong,
    notes: [
      ...(wrong.length
        ? ['A start of the service makes indexes and runs migrations that are missing.']
        : []),
      ...undeclared,
      ...background.map((one) => `${migrationLine(one)} The service runs it in the background.`),
      ...newer.map((number) => `Migration ${number} is of a newer release, which has run here.`),
    ],
  }
}

export const databaseCheck = command({
  name: 'database:check',
  summary: 'Look whether indexes and migrations are what this release needs',
  more: 'It changes nothing, and ends with 1 when something is missing.',
  options: {},
  input: z.object({}),
  database: 'as-it-is',
  async run() {
    await mustHaveTransactions()
    const server = await mongoose.connection.db?.admin().serverInfo()
    const findings = await checkDatabase(migrations)
    const { wrong, notes } = linesOf(findings)
    const { collections, declared } = findings.indexes
    const done = findings.migrations.filter(({ state }) => state === 'done').length
    return {
      ending: wrong.length ? 'refused' : 'done',
      lines: [
        `MongoDB ${String(server?.['version'])}; ${collections} collections with ${declared} indexes; ` +
          `${done} of ${findings.migrations.length} migrations done.`,
        ...wrong,
        ...notes,
        ...(wrong.length ? [] : ['The database is what this release needs.']),
      ],
      data: { right: !wrong.length, mongodb: server?.['version'], ...findings },
    }
  },
})
