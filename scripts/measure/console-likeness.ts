/** Measures how much lists, dialogs and panels of the console repeat each other, line by line. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCommandLine } from '../command-line.ts'

const { at } = readCommandLine(
  `
Usage: node scripts/measure/console-likeness.ts [--at <commit>]

Prints for the lists, dialogs and panels of the console which share of a file stands to the letter, and in the same
order, in the sibling that is most like it: the mean over the files of each kind.

  all lines       every line that is not blank
  own lines       without imports, lines of brackets only, and the two lines that open every component

Options:
  --at <commit>   measures that commit instead of the files as they are
  --help          prints this
`,
  { at: { type: 'string' } },
)

/** By folder; where a file was moved, both places are named. */
const kinds = {
  lists: [
    'failed/failed-deliveries',
    'inspections/inspections',
    'isos/isos',
    'messages/messages',
    'queue/queue',
    'requests/review-list',
    'staff/staff-details',
    'test-accounts/test-accounts',
  ],
  dialogs: [
    'inspections/assign-dialog',
    'inspections/reassign-dialog',
    'inspections/return-dialog',
    'isos/suspend-dialog',
    'requests/reject-dialog',
    'staff-decisions/many/many-dialog',
    'staff-decisions/reject-dialog',
    'staff/add-staff',
    'staff/correct-phone',
    'staff/many/many-dialog',
    'staff/remove-staff',
    'staff/test-account/lend-dialog',
    'submission/free-codes',
    'test-accounts/account-row',
    'test-accounts/add-accounts',
    'test-accounts/change-account',
    'test-accounts/rotate-account',
  ],
  panels: [
    'inspections/task-panel',
    'isos/iso-panel',
    'messages/message-panel',
    'staff/staff-panel',
  ],
} as const

const root = join(import.meta.dirname, '../..')

/** Nothing where there is no such file. */
function read(name: string): string | undefined {
  const path = `miniapp/console/${name}.tsx`
  if (!at) return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined
  const options = { cwd: root, encoding: 'utf8' } as const
  const [found] = execFileSync('git', ['ls-tree', '--name-only', at, path], options).split('\n')
  return found ? execFileSync('git', ['show', `${at}:${path}`], options) : undefined
}

/** Most lines that stand in both, in the same order. */
function inCommon(one: string[], other: string[]): number {
  let before = Array.from({ length: other.length + 1 }, () => 0)
  for (const line of one) {
    const now = [0]
    for (const [index, its] of other.entries()) {
      const longest = Math.max(before[index + 1] ?? 0, now[index] ?? 0)
      now.push(its === line ? (before[index] ?? 0) + 1 : longest)
    }
    before = now
  }
  return before.at(-1) ?? 0
}

/** Mean over the files of the share that stands in the sibling most like each. */
function likeness(files: string[][]): number {
  const shares = files.map((lines, index) => {
    const siblings = files.filter((_, other) => other !== index)
    return Math.max(...siblings.map((sibling) => inCommon(lines, sibling) / lines.length))
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

const opening = /^\s*(return \(|const \{ t \} = useText\(\))$/
const importing = /^import (?:[^{]|\{[^}]*\}|\{[^}]*$)*?from '.*'$/gm

/** Lines that say something of their own. */
const isOwn = (line: string) => /\p{L}/u.test(line) && !opening.test(line)

const percent = (share: number) => `${Math.round(share * 100)} %`.padStart(5)

console.log(`${''.padEnd(8)} files  all lines  own lines`)
for (const [kind, names] of Object.entries(kinds)) {
  const texts = names.flatMap((name) => read(name) ?? [])
  const linesOf = (text: string) => text.split('\n').filter((line) => line.trim())
  const all = texts.map(linesOf)
  const own = texts.map((text) => linesOf(text.replaceAll(importing, '')).filter(isOwn))
  const [first, second] = [likeness(all), likeness(own)].map(percent)
  console.log(
    `${kind.padEnd(8)} ${`${texts.length}`.padStart(5)}  ${first?.padStart(9)}  ${second?.padStart(9)}`,
  )
}
