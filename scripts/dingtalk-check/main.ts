/**
 * `npm run dingtalk:check`: signs in with the credentials of the environment and tells what of the set-up is wrong, and
 * where in DingTalk's console to mend it. `-- --to <userid>` also sends that person a message and a card, and waits a
 * minute for a press of one of its buttons; `--wait <seconds>` waits for another time, 0 for none.
 */
import { parseArgs } from 'node:util'
import { BadConfiguration, configure } from '../../service/config.ts'
import { checkDingTalk, settingsFindings } from './check.ts'
import type { Finding } from './findings.ts'
import { tableOf } from './table.ts'

const { values: options } = parseArgs({
  options: { to: { type: 'string' }, wait: { type: 'string', default: '60' } },
})
const seconds = Number(options.wait)
if (!Number.isInteger(seconds) || seconds < 0 || seconds > 3_600) {
  console.error('--wait takes whole seconds from 0 to 3600')
  process.exit(2)
}

async function look(): Promise<Finding[]> {
  try {
    const waiting = { milliseconds: seconds * 1_000, say: (line: string) => console.log(line) }
    return await checkDingTalk(configure(), { to: options.to, waiting })
  } catch (error) {
    if (error instanceof BadConfiguration) return settingsFindings(error)
    throw error
  }
}

const findings = await look()
console.log(tableOf(findings))
if (findings.some(({ state }) => state === 'wrong')) process.exitCode = 1
