/** What may be written where: pure rules, one reader of the environment, one clock, no muted checks. */
import { secretNames } from '../../../service/log.ts'
import { isNode, type Node, type Rule, type SourceFile } from '../project.ts'
import { placeOf, reachesPhone } from './direction.ts'

/** One rule over the nodes of the files that it is for. */
function eachNode(
  applies: (path: string) => boolean,
  wrong: (node: Node) => string | undefined,
): Rule {
  return (project) =>
    [...project.values()]
      .filter(({ path }) => applies(path))
      .flatMap((file) =>
        file.nodes.flatMap((node) => {
          const words = wrong(node)
          return words ? [`${file.path}:${lineOf(file, node)} ${words}`] : []
        }),
      )
}

function lineOf({ text }: SourceFile, node: Node): number {
  return text.slice(0, Number(node['start'])).split('\n').length
}

const inService = (path: string) => path.startsWith('service/')

/** Decisions are pure: they wait for nothing. */
export const pureDecisions = eachNode(
  (path) => ['rules', 'policy'].includes(placeOf(path)?.kind ?? ''),
  (node) => {
    if (node.type === 'AwaitExpression' || node['await'] === true) return 'awaits'
    if (node['async'] === true) return 'is async'
    return isNamed(node, 'Identifier', 'Promise') ? 'handles a promise' : undefined
  },
)

/** The environment is read in one place of the service; scripts and tools read their own. */
export const oneReaderOfTheEnvironment = eachNode(
  (path) => /^(service|miniapp)\//.test(path) && path !== 'service/config.ts',
  (node) => (isMember(node, 'process', 'env') ? 'reads process.env' : undefined),
)

/** The service asks its own clock for the time, so that a test can arrange it. */
export const oneClock = eachNode(
  (path) => inService(path) && path !== 'service/clock.ts',
  (node) => {
    if (isMember(node, 'Date', 'now')) return 'uses Date.now'
    const asksForNow =
      ['NewExpression', 'CallExpression'].includes(node.type) &&
      isNamed(node['callee'], 'Identifier', 'Date') &&
      Array.isArray(node['arguments']) &&
      node['arguments'].length === 0
    return asksForNow ? 'makes a Date of now' : undefined
  },
)

/** No check is muted and no test left out. Written in parts, so that this file does not name itself. */
export const nothingMuted: Rule = (project) => {
  const directive = new RegExp(
    `(@ts-${'ignore'}|@ts-${'expect-error'}|@ts-${'nocheck'}|lint-${'disable'})`,
  )
  const leftOut = new RegExp(`\\b(test|it|describe)\\.(${'skip'}|${'only'}|${'todo'})\\b`)
  return [...project.values()].flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = directive.exec(line) ?? leftOut.exec(line)
      return found ? [`${path}:${index + 1} ${found[0]}`] : []
    }),
  )
}

/** Names tell what a file is for: kebab-case, no barrels, no drawers for everything. */
export const tellingNames: Rule = (project) =>
  [...project.keys()].flatMap((path) => {
    const parts = path.replace(/(\.test|\.config|\.d)?\.tsx?$/, '').split('/')
    const shapeless = parts.find((part) =>
      ['utils', 'helpers', 'common', 'misc', 'lib'].includes(part),
    )
    if (parts.at(-1) === 'index') return [`${path}: a barrel`]
    if (shapeless && !path.startsWith('miniapp/text/'))
      return [`${path}: "${shapeless}" tells nothing`]
    return parts.every((part) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))
      ? []
      : [`${path}: not kebab-case`]
  })

/** A file says in its first sentence what it is for. Tests say it by the names of their tests. */
export const opensWithASentence: Rule = (project) =>
  [...project.values()].flatMap(({ path, text }) => {
    const exempt = /\.(test|d)\.tsx?$/.test(path)
    return exempt || /^(#!.*\n)?\/\*\*/.test(text) ? [] : [`${path}: opens with no sentence`]
  })

/** Methods that the oldest web views of DingTalk (Chrome 87, Safari 14) do not have. */
const young = new Set(
  `at findLast findLastIndex toSorted toReversed toSpliced with groupBy hasOwn isWellFormed toWellFormed
  structuredClone randomUUID withResolvers timeout any union intersection difference escape`.split(
    /\s+/,
  ),
)
/** Methods of these names that are old. */
const oldOwners: Record<string, string[]> = { any: ['Promise'] }

/** What reaches the phone is built for old web views, but a build adds no methods. */
export const oldWebViews = eachNode(
  (path) =>
    (path.startsWith('miniapp/') && !path.startsWith('miniapp/console/')) || reachesPhone(path),
  (node) => {
    const callee = node.type === 'CallExpression' ? node['callee'] : undefined
    if (!isNode(callee)) return undefined
    const named = callee.type === 'MemberExpression' ? callee['property'] : callee
    const name = isNode(named) && named.type === 'Identifier' ? String(named['name']) : ''
    if (callee.type === 'Identifier' && name !== 'structuredClone') return undefined
    const owner = isNode(callee['object']) ? String(callee['object']['name']) : ''
    if (!young.has(name) || oldOwners[name]?.includes(owner)) return undefined
    return `calls ${name}, which old web views lack`
  },
)

/** The one file that handles what a browser may refuse. */
const keepers: Record<string, string> = {
  localStorage: 'miniapp/api/keeping.ts',
  sessionStorage: 'miniapp/api/keeping.ts',
  indexedDB: 'miniapp/drafts/database.ts',
}

/** Storage may be forbidden, full or missing: a call of it elsewhere does not expect that. */
export const guardedStorage: Rule = (project) =>
  Object.entries(keepers).flatMap(([storage, keeper]) =>
    eachNode(
      (path) => path.startsWith('miniapp/') && path !== keeper,
      (node) =>
        isNamed(node, 'Identifier', storage) ? `uses ${storage} beside ${keeper}` : undefined,
    )(project),
  )

function isNamed(node: unknown, type: string, name: string): boolean {
  return isNode(node) && node.type === type && node['name'] === name
}

/** `process.env` and `process['env']`. */
function isMember(node: Node, object: string, property: string): boolean {
  if (node.type !== 'MemberExpression' || !isNamed(node['object'], 'Identifier', object))
    return false
  const named = node['property']
  return isNamed(named, 'Identifier', property) || (isNode(named) && named['value'] === property)
}

/** A field that the log blanks tells nothing: the line that holds it was meant to be read. */
export const readableLogLines = eachNode(inService, (node) => {
  const callee = node.type === 'CallExpression' ? node['callee'] : undefined
  if (!isNode(callee) || callee.type !== 'MemberExpression') return undefined
  if (!isNamed(callee['object'], 'Identifier', 'log')) return undefined
  const [fields] = Array.isArray(node['arguments']) ? node['arguments'] : []
  const properties =
    isNode(fields) && Array.isArray(fields['properties']) ? fields['properties'] : []
  const blanked = properties
    .map((property) => (isNode(property) && isNode(property['key']) ? property['key']['name'] : ''))
    .find((name) => secretNames.includes(String(name)))
  return blanked ? `logs ${String(blanked)}, which is blanked` : undefined
})
