/** `npm run dingtalk:check`: tells what of the set-up in DingTalk is wrong, and where in DingTalk's console to mend it. */
import { BadConfiguration, configure } from '../../service/config.ts'
import { readCommandLine, wholeNumber } from '../command-line.ts'
import { checkDingTalk, settingsFindings } from './check.ts'
import type { Finding } from './findings.ts'
import { tableOf } from './table.ts'

const help = `Usage: npm run dingtalk:check -- [--to <userid>] [--wait <seconds>]

Signs in with the DingTalk app of the environment (the settings of the service), makes a harmless call for each
permission, and tells what of the set-up is wrong and where in DingTalk's console to mend it (docs/dingtalk-setup.md).

  --to <userid>     also sends this person a message and a card, and waits for a press of one of its buttons
  --wait <seconds>  how long it waits for the press, 0 for not at all; 60 when not given
  -h, --help        prints this

It ends with 0 when nothing is wrong, 1 when something is, and 2 for a wrong command line.
`

const options = readCommandLine(help, {
  to: { type: 'string' },
  wait: { type: 'string', default: '60' },
})
const seconds = wholeNumber('wait', options.wait, [0, 3_600])

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
