/** Writes the state diagrams in the READMEs of the domains from the tables in their rules; `--check` only compares. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { taskMachine } from '../service/inspections/rules.ts'
import { codeMachine } from '../service/promotions/rules/codes.ts'
import { itemMachine } from '../service/promotions/rules/states.ts'
import { importMachine } from '../service/staff-imports/rules/states.ts'
import { staffMachine } from '../service/staff/rules/association.ts'
import { arrowsOf, type Machine } from '../service/states/machine.ts'
import { accountMachine } from '../service/test-accounts/rules.ts'
import { workspaceMachine } from '../service/workspaces/rules.ts'
import { readCommandLine } from './command-line.ts'

/** Without the steps that leave the state and its time as they are. */
function mermaid({ states, steps }: Machine): string {
  const moving = Object.entries(steps).filter(([, { keepsSince }]) => !keepsSince)
  const table = { states, steps: Object.fromEntries(moving) }
  const name = (state: string) => (state === 'none' ? '[*]' : state)
  const lines = arrowsOf(table).map(
    ({ from, step, to }) => `  ${name(from)} --> ${name(to)}: ${step}`,
  )
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n')
}

const note =
  'The diagrams are written by `node scripts/diagrams.ts` from the state machines in `rules`.'

const readmes: Record<string, string> = {
  'service/staff/README.md': `# Staff

Staff of an ISO: how they come to belong to it (added by the ISO, or asking through its QR code), what DingTalk says to
that, and how they sign in. One document of \`staffMembers\` is one person's association with one ISO.

## States of an association

${mermaid(staffMachine)}

## The identity chosen in DingTalk

Beside its state an entry may hold \`identity\`: what the person said they are when they signed in to DingTalk, where the
organisation's DingTalk tells it (docs/decisions/049). It changes no state; the person and the ISO read of another one
than _Alipay Partner_, for as long as it is there.

${note}
`,
  'service/staff-imports/README.md': `# Bulk add of staff

Bulk add: a file is checked (the preview), then its people are added a few at a time, at the pace at
which DingTalk takes them. A row is added under an id of its own, so that it may be begun again at any point.

## States of an import

${mermaid(importMachine)}

${note}
`,
  'service/test-accounts/README.md': `# Test accounts

Alipay accounts with which payments are tried out: the platform allots them to an ISO, the ISO lends each to one staff
member at a time. Passwords are sealed, bound to their version; they leave by one way only, \`actions/reveal.ts\`,
which records who looked before it opens anything. When a loan ends after somebody has looked, the account is lent
again only after a rotation (docs/decisions/014).

## States of a test account

${mermaid(accountMachine)}

${note}
`,
  'service/inspections/README.md': `# Inspections

Verification tasks: the platform lets a staff member of an ISO look whether what review approved still stands in a
store. One document of \`tasks\` is one inspection, with the store as it was when the task was made, and what was found.
A store has one open task at a time. When whoever has it belongs to the ISO no longer, it goes back to the platform
(docs/decisions/013).

## States of a verification task

${mermaid(taskMachine)}

${note}
`,
  'service/promotions/README.md': `# Promotions

What a visit to a store sends in: the store, its spots with photos and Marketing Codes, and the supplement. A
submission is one document; superseded revisions are kept apart and never change.

## States of a store or spot that was sent in

A submission is in review while any of its items is, then rejected if any is, else approved.

${mermaid(itemMachine)}

## States of a Marketing Code

${mermaid(codeMachine)}

${note}
`,
  'service/workspaces/README.md': `# Workspaces

Companies that work with the product: the platform itself and its ISOs. While an ISO is suspended its people can do
nothing in it; nothing of theirs is touched.

## States of a workspace

${mermaid(workspaceMachine)}

${note}
`,
}

/** READMEs that do not say what the tables say, written again unless `onlyLook`. */
export async function writeDiagrams({ onlyLook = false } = {}): Promise<string[]> {
  const stale: string[] = []
  for (const [path, words] of Object.entries(readmes)) {
    const file = join(import.meta.dirname, '..', path)
    const text = await format(words, { parser: 'markdown', printWidth: 100 })
    const there = await readFile(file, 'utf8').catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 'ENOENT') return ''
      throw error
    })
    if (there === text) continue
    stale.push(path)
    if (!onlyLook) await writeFile(file, text)
  }
  return stale
}

const help = `Usage: node scripts/diagrams.ts [--check]

Writes the READMEs of the domains anew, with the diagrams of their states.

  --check     only tells which are out of date
  -h, --help  prints this

It ends with 0 when all are as they should be, 1 when --check has found one that is not, and 2 for a wrong command line.
`

if (import.meta.main) {
  const { check: onlyLook } = readCommandLine(help, { check: { type: 'boolean', default: false } })
  const stale = await writeDiagrams({ onlyLook })
  for (const path of stale) console.log(`${onlyLook ? 'out of date' : 'written'}: ${path}`)
  if (onlyLook && stale.length) process.exitCode = 1
}
