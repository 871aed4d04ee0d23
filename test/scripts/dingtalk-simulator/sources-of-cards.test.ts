/** `docs/simulator-sources.md` names a source for each code that cards, the robot and the gateway of the simulated DingTalk answer. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const files = 'scripts/dingtalk-simulator/platform/{cards/*,robot,gateway}.ts'

/** How a code stands in the source, and how it is answered. */
const spellings: [pattern: RegExp, code: (found: string) => string][] = [
  [/new NewError\(\s*\d+,\s*'([\w.]+)'/g, (code) => code],
  [/paramError\('(\w+)'/g, (code) => `param.${code}`],
  [/cardText\(body, '(\w+)'\)/g, (name) => `param.${name}Empty`],
  [/refuse\('([\w.]+)'/g, (code) => code],
  [/text\('\w+', '(\w+\.\w+)'/g, (code) => `invalidParameter.${code}`],
  [/text\('\w+', '(\w+)'\)/g, (code) => code],
]

test('every code that a card, the robot or the gateway answers stands in the page of sources', async () => {
  const codes = new Set<string>()
  for await (const file of glob(files, { cwd: root })) {
    const source = await readFile(join(root, file), 'utf8')
    for (const [pattern, code] of spellings)
      for (const [, found = ''] of source.matchAll(pattern)) codes.add(code(found))
  }
  expect(codes.size).toBeGreaterThan(40)
  const page = await readFile(join(root, 'docs/simulator-sources.md'), 'utf8')
  expect([...codes].filter((code) => !page.includes(code))).toEqual([])
})
