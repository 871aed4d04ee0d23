/** Comments, names of tests and documents are in plain English: how many use words that a stranger stumbles over. */
import { isNode, type Node, type Project, type Rule, type SourceFile } from '../project.ts'

/**
 * Words that make a comment hard to read once: pronouns for *a person* or *no person*, subjects that are a clause
 * (*who has no account*), old adverbs, and processes that *die*.
 */
const odd = new RegExp(
  [
    String.raw`\b(who(so)?ever|whom(ever)?|somebody|nobody|anybody|everybody)\b`,
    String.raw`\b(anew|for ever|whence|hence|thereby|therein|thereof|lest|hitherto|aught|dies|died)\b`,
    String.raw`\bwhichever\b`,
    String.raw`\bwho has\b`,
    // a clause as subject or object, as in "for who may not see it"
    String.raw`\b(by|for|from|of|than|to|with) who (is|was|may|can|did|does|gets|had|holds)\b`,
  ].join('|'),
  'i',
)

/** The most odd ones in a thousand comment lines and names of tests. */
const most: Record<string, number> = { service: 5, miniapp: 5, scripts: 5, test: 5 }

export interface Wording {
  /** Lines that hold comment and nothing else, or end in a comment; and names of tests. */
  lines: number
  /** The odd ones among them, as `path:line text`. */
  odd: string[]
}

/** What the comments of each top folder look like, and its names of tests. */
export function wordingOf(project: Project): Map<string, Wording> {
  const found = new Map<string, Wording>()
  for (const file of project.values()) {
    const { path, text } = file
    const folder = path.split('/')[0] ?? ''
    if (!(folder in most)) continue
    const wording = found.get(folder) ?? { lines: 0, odd: [] }
    found.set(folder, wording)
    for (const [index, line] of text.split('\n').entries()) {
      const comment = commentIn(line)
      if (comment === undefined) continue
      wording.lines += 1
      if (odd.test(comment)) wording.odd.push(`${path}:${index + 1} ${comment}`)
    }
    for (const name of namesOfTests(file)) {
      wording.lines += 1
      if (odd.test(name)) wording.odd.push(`${path}: ${name}`)
    }
  }
  return found
}

/** The most odd lines in a thousand lines of documents. */
export const mostInDocuments = 5

/** What the lines of documents look like that hold text; texts are by path. */
export function wordingOfDocuments(texts: ReadonlyMap<string, string>): Wording {
  const lines = [...texts].flatMap(([path, text]) =>
    text
      .split('\n')
      .map((line, index) => ({ line, place: `${path}:${index + 1} ${line.trim()}` }))
      .filter(({ line }) => line.trim() !== '' && !isWordList(path, line)),
  )
  return {
    lines: lines.length,
    odd: lines.filter(({ line }) => odd.test(line)).map(({ place }) => place),
  }
}

/** The tables of the glossary name the words that are not used. */
const isWordList = (path: string, line: string) =>
  path === 'docs/glossary.md' && line.startsWith('|')

/** The comment of a line, without the code before it. */
function commentIn(line: string): string | undefined {
  const trimmed = line.trim()
  if (/^(\/\/|\/\*|\*)/.test(trimmed)) return trimmed
  return /\s(\/\/ .*)$/.exec(line)?.[1]
}

/** What `test`, `describe` and their variants such as `test.each(…)` are called in a file. */
function namesOfTests({ path, nodes }: SourceFile): string[] {
  if (!path.startsWith('test/')) return []
  return nodes.flatMap((node) => {
    if (node.type !== 'CallExpression' || !isOfVitest(node['callee'])) return []
    const [name] = node['arguments'] as Node[]
    if (name?.type === 'Literal') return [String(name['value'])]
    if (name?.type !== 'TemplateLiteral') return []
    const quasis = name['quasis'] as { value: { raw: string } }[]
    return [quasis.map(({ value }) => value.raw).join('…')]
  })
}

/** `test`, `test.each` and `test.each(rows)`. */
function isOfVitest(callee: unknown): boolean {
  if (!isNode(callee)) return false
  if (callee.type === 'Identifier') return /^(test|describe)$/.test(String(callee['name']))
  if (callee.type === 'MemberExpression') return isOfVitest(callee['object'])
  return callee.type === 'CallExpression' && isOfVitest(callee['callee'])
}

export const perThousand = ({ lines, odd: { length } }: Wording) => (1_000 * length) / lines

/** A folder with more odd lines than its bound names them all. */
export const plainComments: Rule = (project) =>
  [...wordingOf(project)].flatMap(([folder, wording]) =>
    perThousand(wording) > (most[folder] ?? 0) ? wording.odd : [],
  )
