/**
 * `npm run dingtalk:check`: signs in with the credentials of the environment and tells what of the set-up is wrong, and
 * where in DingTalk's console to mend it. `-- --to <userid>` also sends that person a message and a card.
 */
import { parseArgs } from 'node:util'
import { BadConfiguration, configure } from '../../service/config.ts'
import { checkDingTalk, settingsFindings } from './check.ts'
import type { Finding } from './findings.ts'
import { tableOf } from './table.ts'

const { values: options } = parseArgs({ options: { to: { type: 'string' } } })

async function look(): Promise<Finding[]> {
  try {
    return await checkDingTalk(configure(), { to: options.to })
  } catch (error) {
    if (error instanceof BadConfiguration) return settingsFindings(error)
    throw error
  }
}

const findings = await look()
console.log(tableOf(findings))
if (findings.some(({ state }) => state === 'wrong')) process.exitCode = 1
