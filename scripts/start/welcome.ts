/** What is printed when everything runs: where to look and what to try first. */
import { relative } from 'node:path'
import { demoPeople } from '../demo/people.ts'
import type { StartSettings } from './settings.ts'

export function welcome(settings: StartSettings, seconds: number): string {
  const guide = demoPeople.find(({ email }) => email)
  const people = demoPeople.map(({ name }) => name.split(' ')[0]).join(', ')
  const data = relative(process.cwd(), settings.dataFolder) || '.'
  const rows = [
    ['Open', `http://localhost:${settings.simulatorPort}`],
    ['', `a simulated DingTalk with ${people}`],
    ['Try first', `${guide?.name}: ${guide?.hint}`],
    ['Sign in', `${guide?.email} / ${guide?.password}`],
    ['', ''],
    ['Console', `${settings.publicUrl}/console`],
    ['API', `${settings.publicUrl}/docs`],
    ['Logs', `${data}/logs`],
    ['Stop', `Ctrl-C. All data are kept in ${data}; delete it to start from the beginning.`],
  ]
  const lines = rows.map(([label = '', text = '']) => `   ${label.padEnd(11)}${text}`.trimEnd())
  return ['', ` Partner Workspace runs (${seconds.toFixed(1)} s).`, '', ...lines, ''].join('\n')
}
