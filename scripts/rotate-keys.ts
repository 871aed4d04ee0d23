/** Seals every secret in the database with the first of SECRET_KEYS, so that older keys may go: `npm run keys:rotate`. */
import { config, configure } from '../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../service/database/connection.ts'
import { KeysMissing, keysInUse, remedyForKeys } from '../service/database/key-use.ts'
import { keyHolders } from '../service/keys-in-use.ts'
import { endStart } from '../service/start-remedy.ts'
import { readCommandLine } from './command-line.ts'
import { resealTestAccounts } from '../service/test-accounts/actions/reseal.ts'

readCommandLine(
  `Usage: npm run keys:rotate

Seals every secret in the database with the first of SECRET_KEYS, in the environment of the service and beside it while
it runs, so that older keys may be taken out. It can be cut off and started again (docs/operations.md).

It ends with 0 when all is sealed with the first key, 1 when something could not be opened or the settings or the database
cannot be used, and 2 for a wrong command line.
`,
  {},
)

try {
  configure()
} catch (error) {
  endStart(error)
}

/** Each kind of thing that holds sealed fields. */
const kinds = [{ name: 'test accounts', reseal: resealTestAccounts }]

await connectDatabase(config().mongodbUri).catch(endStart)
// what another key under the id of an earlier one seals, the service does not open
const others = (await keysInUse(keyHolders)).filter(
  ({ ring, state }) => ring === 'SECRET_KEYS' && state === 'other',
)
if (others.length) endStart(new KeysMissing(remedyForKeys(others)))
const [{ id }] = config().secretKeys
for (const { name, reseal } of kinds) {
  const { done, unopened } = await reseal()
  console.log(`${name}: ${done} sealed with key ${id}`)
  if (!unopened.length) continue
  process.exitCode = 1
  console.error(`${name}: ${unopened.length} cannot be opened with any of SECRET_KEYS:`)
  for (const one of unopened) console.error(`  ${one}`)
}
if (!process.exitCode) console.log('Older keys may be taken out of SECRET_KEYS.')
await disconnectDatabase()
