/** Measures how much of the shared mechanisms is spelled outside them: `node test/structure/measure.ts` prints a table. */
import { isNode, readProject, type Node, type Project, type SourceFile } from './project.ts'
import { domains } from './rules/direction.ts'
import { perThousand, wordingOf } from './rules/words.ts'
import { allPermissions } from '../../service/permissions/contract.ts'

const isFile = (path: string) => (file: SourceFile) => file.path.startsWith(path)

/** Files of the programs, without texts: a text is no mechanism. */
const inPrograms = ({ path }: SourceFile) =>
  /^(service|miniapp|scripts)\//.test(path) && !isCatalogue(path)

const isCatalogue = (path: string) => /^(miniapp|service)\/(.+\/)?texts?\/(en|zh-cn)/.test(path)

/** The words of code: names and strings, without comments. */
const wordsOf = ({ nodes }: SourceFile) =>
  nodes.flatMap(({ type, name, value }) => {
    if (type === 'Identifier' || type === 'JSXIdentifier') return [String(name)]
    return type === 'Literal' && typeof value === 'string' ? [value] : []
  })

/** Folders that are a domain's own: its service, its screens and its demo data. */
const ownOfInspections = [
  'service/inspections/',
  'miniapp/console/inspections/',
  'miniapp/workspace/tasks/',
  'miniapp/workspace/inspections/',
]

/** Files outside the domain's own that import from it; all catalogues count as one. */
export function foreignFiles(project: Project, own: readonly string[]): string[] {
  const isOwn = (path: string) => own.some((folder) => path.startsWith(folder))
  const importing = [...project.values()]
    .filter(inPrograms)
    .filter(({ path }) => !isOwn(path))
    .filter(({ imports }) => imports.some(({ file }) => file !== undefined && isOwn(file)))
  return [...importing.map(({ path }) => path), 'catalogues']
}

/** Files outside the domain's own whose code names it, in an identifier or a string. */
export function namingFiles(project: Project, own: readonly string[], word: RegExp): string[] {
  const isOwn = (path: string) => own.some((folder) => path.startsWith(folder))
  return [...project.values()]
    .filter((file) => inPrograms(file) && !isOwn(file.path))
    .filter((file) => wordsOf(file).some((one) => word.test(one)))
    .map(({ path }) => path)
}

const namesOf = (object: unknown): string[] =>
  isNode(object) && object.type === 'ObjectExpression'
    ? (object['properties'] as Node[]).flatMap(({ key }) => {
        if (!isNode(key)) return []
        return [String(key['name'] ?? key['value'])]
      })
    : []

const valueOf = (object: Node, name: string) =>
  (object['properties'] as { key?: Node; value?: unknown }[]).find(
    ({ key }) => key?.['name'] === name,
  )?.value

/** What a constant of the file holds, by its name. */
const heldBy = ({ nodes }: SourceFile): ReadonlyMap<unknown, unknown> =>
  new Map(
    nodes.flatMap(({ type, id, init }) =>
      type === 'VariableDeclarator' && isNode(id) ? [[id['name'], init]] : [],
    ),
  )

/** Filter and update of a call, or of a write among several, and whether it is one of several. */
function updateIn(
  node: Node,
): { filter: unknown; update: unknown; isOfMany?: boolean } | undefined {
  if (node.type === 'Property' && isNode(node['key']) && isNode(node['value'])) {
    if (!/^update(One|Many)$/.test(String(node['key']['name']))) return undefined
    const one = node['value']
    if (one.type !== 'ObjectExpression') return undefined
    return { filter: valueOf(one, 'filter'), update: valueOf(one, 'update'), isOfMany: true }
  }
  const callee = node['callee']
  if (node.type !== 'CallExpression' || !isNode(callee)) return undefined
  const given = node['arguments'] as Node[]
  if (callee['name'] === 'updateRows') return { filter: given[1], update: given[2] }
  const called = isNode(callee['property']) ? String(callee['property']['name']) : ''
  return /^(findOneAndUpdate|updateOne|updateMany)$/.test(called)
    ? { filter: given[0], update: given[1] }
    : undefined
}

/**
 * Updates written by hand that set a status in a place where the filter names a status: each is a compare-and-set of
 * its own, beside `move`. In a write of many, the filter may have been asked before.
 */
export function handWrittenSteps(project: Project): string[] {
  return [...project.values()].filter(isFile('service/')).flatMap((file) => {
    const { path, nodes } = file
    if (/\/(states|database|migrations)(\/|\.ts)/.test(path)) return []
    const held = heldBy(file)
    const meant = (node: unknown) =>
      isNode(node) && node.type === 'Identifier' ? held.get(node['name']) : node
    return nodes.flatMap((node) => {
      const { filter, update, isOfMany } = updateIn(node) ?? {}
      const change = meant(update)
      if (!isNode(change) || change.type !== 'ObjectExpression') return []
      const names = (what: unknown) => namesOf(meant(what)).includes('status')
      const isStep = names(valueOf(change, '$set')) && (isOfMany || names(filter))
      return isStep ? [path] : []
    })
  })
}

/** The files of the service that name a permission; keys of texts in the mini-app are written alike. */
export function rightsSpelled(project: Project): Map<string, string[]> {
  const elsewhere = [...project.values()].filter(
    ({ path }) => path.startsWith('service/') && !/^service\/(permissions|team)\//.test(path),
  )
  const namedIn = (permission: string) =>
    elsewhere.filter((file) => wordsOf(file).includes(permission)).map(({ path }) => path)
  return new Map(allPermissions.map((one) => [one, namedIn(one)]))
}

/** The files of the service that name the template of a message, by template; texts are not counted. */
export function messagesSpelled(project: Project): Map<string, string[]> {
  const files = [...project.values()].filter(isFile('service/')).filter(inPrograms)
  const templates = files.flatMap(({ nodes }) =>
    nodes.flatMap((node) => {
      const callee = node['callee']
      if (node.type !== 'CallExpression' || !isNode(callee) || callee['name'] !== 'message')
        return []
      const [declared] = node['arguments'] as Node[]
      const template = declared?.type === 'ObjectExpression' && valueOf(declared, 'template')
      return isNode(template) && template.type === 'Literal' ? [String(template['value'])] : []
    }),
  )
  const isNamed = (template: string, { nodes }: SourceFile) =>
    nodes.some(({ type, value }) => type === 'Literal' && value === template)
  const namedIn = (template: string) =>
    files.filter((file) => isNamed(template, file)).map(({ path }) => path)
  return new Map(templates.map((one) => [one, namedIn(one)]))
}

/** Domains that the notifications import. */
export function knownToNotifications(project: Project): string[] {
  const known = [...project.values()]
    .filter(isFile('service/notifications/'))
    .flatMap(({ imports }) => imports.map(({ file = '' }) => file.split('/')[1] ?? ''))
  return domains.filter((domain) => known.includes(domain))
}

if (import.meta.main) {
  const project = await readProject()
  const foreign = foreignFiles(project, ownOfInspections)
  const naming = namingFiles(project, ownOfInspections, /inspection/i)
  const steps = handWrittenSteps(project)
  const spelled = [...rightsSpelled(project)]
  const most = Math.max(...spelled.map(([, { length }]) => length))
  const wordy = spelled.filter(([, { length }]) => length === most).map(([one]) => one)
  const known = knownToNotifications(project)
  const messages = [...messagesSpelled(project)]
  const inFiles = messages.map(([one, { length }]) => `${one}: ${length}`)
  const long = [...project.values()].flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1
    return lines > 300 ? [`${path}: ${lines}`] : []
  })
  const line = (what: string, now: number | string, names: readonly string[] = []) => {
    console.log(`${String(now).padStart(6)}  ${what}`)
    if (process.argv.includes('--names')) for (const one of names) console.log(`          ${one}`)
  }
  line('files that import inspections from outside', foreign.length, foreign)
  line('files outside whose code names inspections', naming.length, naming)
  line('compare-and-set of a status beside move()', steps.length, steps)
  line('files in which one right is named, at most', most, wordy)
  line(
    'files in which one message is named, at most',
    Math.max(...messages.map(([, { length }]) => length)),
    inFiles,
  )
  line('files of more than 300 lines', long.length, long)
  line('domains that notifications import', known.length, known)
  for (const [folder, wording] of wordingOf(project)) {
    line(`odd comment lines per 1,000: ${folder}`, perThousand(wording).toFixed(1))
  }
}
