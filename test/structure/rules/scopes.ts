/** Queries on what belongs to tenants start from the scope of the caller, or of a record that was found inside it. */
import { isNode, type Node, type Project, type Rule, type SourceFile } from '../project.ts'
import { placeOf } from './direction.ts'
import { exceptions } from './scope-exceptions.ts'

/** Collections whose documents belong to an ISO. */
const models = new Set<unknown>([
  ...['StaffMembers', 'StaffImports', 'StaffImportRows', 'StaffImportFiles'],
  ...['Submissions', 'Revisions', 'Stores', 'MarketingCodes', 'Drafts', 'Photos', 'PhotoUses'],
  ...['Tasks', 'TestAccounts', 'Reveals', 'Messages'],
])

/** The same collections inside the mechanism of imports, which is given them: `kind.Rows`, or taken out of a kind. */
const modelsOfImports = new Set<unknown>(['Imports', 'Rows'])
const isOfImports = (path: string) => path.startsWith('service/imports/')

/** Where the filter stands among the arguments. */
const reads: Record<string, number> = {
  ...{ find: 0, findOne: 0, findById: 0, exists: 0, countDocuments: 0, distinct: 1, aggregate: 0 },
  ...{ keysetPage: 1, countUpTo: 1, findRow: 1, findRows: 1 },
}
const writes: Record<string, number> = {
  ...{ updateOne: 0, updateMany: 0, deleteOne: 0, deleteMany: 0, findOneAndUpdate: 0 },
  ...{ findOneAndDelete: 0, replaceOne: 0, updateRows: 1 },
}
/** What is put in carries its ISO; a step of a state machine, and rows that are counted, are of a record that was read. */
const carried = new Set([
  'insertMany',
  'create',
  'insertRow',
  'insertRows',
  'move',
  'tryMove',
  'shift',
  'begin',
  'tryBegin',
  'beginAll',
  'countRows',
])
/** Steps of many records, by bare ids: where among the arguments it stands what must hold besides, and keeps them inside. */
const stepsOfMany: Record<string, number> = { shiftAll: 4 }

/**
 * Make the part of a filter that keeps it inside the scope: `within`, `withinRegions` and `besides` of service/http/scope.ts; `mine`, the
 * caller's own; `queryOf` a list of staff in a scope, `rowsOf` an import that was found.
 */
const guards = new Set<unknown>(['within', 'withinRegions', 'besides', 'mine', 'queryOf', 'rowsOf'])

const tenant = new Set<unknown>(['iso', 'tenant'])

const nameOf = (node: unknown) => (isNode(node) ? node['name'] : undefined)
const nodesIn = (value: unknown) => (Array.isArray(value) ? value.filter(isNode) : [])
const keyOf = (property: Node) =>
  nameOf(property['key']) ?? (isNode(property['key']) ? property['key']['value'] : undefined)

/** What a constant of the file is, by its name; undefined for what is declared more than once. */
type Constants = ReadonlyMap<unknown, Node | undefined>

function constantsOf({ nodes }: SourceFile): Constants {
  const found = new Map<unknown, Node | undefined>()
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator') continue
    const name = nameOf(node['id'])
    const init = isNode(node['init']) ? node['init'] : undefined
    found.set(name, found.has(name) ? undefined : init)
  }
  return found
}

const meant = (node: Node | undefined, constants: Constants): Node | undefined =>
  node?.type === 'Identifier' ? constants.get(nameOf(node)) : node

const isGuard = (node: unknown): boolean =>
  isNode(node) && node.type === 'CallExpression' && guards.has(nameOf(node['callee']))

/** `me.iso.id` and the like: what the session says. */
function isOfCaller(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression') return false
  return nameOf(node['object']) === 'me' || isOfCaller(node['object'])
}

/** Whether a spread may hold an ISO that the rule does not see: a literal, or a choice of literals, shows what it has. */
function mayHoldIso(node: unknown): boolean {
  if (!isNode(node)) return false
  if (node.type === 'ObjectExpression') {
    return nodesIn(node['properties']).some((one) =>
      one.type === 'SpreadElement' ? mayHoldIso(one['argument']) : tenant.has(keyOf(one)),
    )
  }
  if (node.type === 'ConditionalExpression') {
    return mayHoldIso(node['consequent']) || mayHoldIso(node['alternate'])
  }
  if (node.type === 'LogicalExpression') return mayHoldIso(node['right'])
  if (node.type === 'ParenthesizedExpression') return mayHoldIso(node['expression'])
  return node.type !== 'Literal'
}

/** Whether a filter keeps inside the scope, whatever else it asks for. */
function isInside(given: Node | undefined, constants: Constants, method: string): boolean {
  const filter = meant(given, constants)
  if (!filter) return false
  if (isGuard(filter)) return true
  if (filter.type !== 'ObjectExpression') return false
  const properties = nodesIn(filter['properties'])
  const guard = properties.findIndex(
    (one) => one.type === 'SpreadElement' && isGuard(meant(one['argument'] as Node, constants)),
  )
  // what comes after the guard replaces what it says
  if (guard >= 0) {
    return !properties.slice(guard + 1).some((one) => {
      return one.type === 'SpreadElement' ? mayHoldIso(one['argument']) : tenant.has(keyOf(one))
    })
  }
  if (properties.some((one) => tenant.has(keyOf(one)) && isOfCaller(one['value']))) return true
  // a compare-and-set names the record and its ISO, as they were read
  const keys = new Set(properties.map(keyOf))
  const namesRecords = method in stepsOfMany || (method in writes && keys.has('_id'))
  return namesRecords && (keys.has('iso') || keys.has('tenant'))
}

const valueOf = (object: Node | undefined, name: string): Node | undefined => {
  const found = nodesIn(object?.['properties']).find((one) => keyOf(one) === name)
  return found && isNode(found['value']) ? found['value'] : undefined
}

/** The filter of an aggregate is what its first stage matches; that of a step is its `where`. */
function filterOf(method: string, given: Node | undefined): Node | undefined {
  if (method in stepsOfMany) return valueOf(given, 'where')
  if (method !== 'aggregate' || !given) return given
  const [first] = nodesIn(given['elements'])
  return valueOf(first, '$match')
}

interface Use {
  /** The model, where it is used. */
  model: Node
  method: string
  filter?: Node | undefined
}

/** `Tasks.find(…)` and `keysetPage(Tasks, …)`. */
function callOf(node: Node, models: ReadonlySet<unknown>): Use | undefined {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return undefined
  const { callee } = node as unknown as { callee: Node }
  const given = nodesIn(node['arguments'])
  const method = String(nameOf(callee['property']) ?? nameOf(callee))
  const model = callee.type === 'MemberExpression' ? callee['object'] : given[0]
  const name = isNode(model) ? (nameOf(model) ?? nameOf(model['property'])) : undefined
  if (!isNode(model) || !models.has(name)) return undefined
  const at = reads[method] ?? writes[method] ?? stepsOfMany[method]
  return { model, method, filter: at === undefined ? undefined : filterOf(method, given[at]) }
}

const from = (node: Node) => Number(node['start'])

/** The name of the function or constant of the file in which a place lies. */
function placeIn({ nodes }: SourceFile, at: number): string {
  const program = nodes.find(({ type }) => type === 'Program')
  const statement = nodesIn(program?.['body']).find(
    (one) => from(one) <= at && at < Number(one['end']),
  )
  const declared = isNode(statement?.['declaration']) ? statement['declaration'] : statement
  const [first] = nodesIn(declared?.['declarations'])
  return String(nameOf((first ?? declared)?.['id']) ?? 'top')
}

/** Ways to a collection on which this rule sees no filter: not by a model, by a join, by all models at once. */
function goesAround(node: Node): boolean {
  if (node.type === 'CallExpression') {
    return isNode(node['callee']) && nameOf(node['callee']['property']) === 'collection'
  }
  if (node.type === 'ImportDeclaration') {
    const [first] = nodesIn(node['specifiers'])
    const file = isNode(node['source']) ? String(node['source']['value']) : ''
    return first?.type === 'ImportNamespaceSpecifier' && file.endsWith('model.ts')
  }
  return node.type === 'Property' && keyOf(node) === '$lookup'
}

/** Every use of a tenant's model in a file that is not kept inside the scope. */
function outside(file: SourceFile): string[] {
  const { path, nodes } = file
  const imported = nodes.filter(
    (node) => node.type === 'ImportSpecifier' && models.has(nameOf(node['imported'])),
  )
  const names = new Set(imported.map((node) => nameOf(node['local'])))
  const constants = constantsOf(file)
  const asked = isOfImports(path) ? modelsOfImports : names
  const uses = nodes.flatMap((node) => callOf(node, asked) ?? [])
  const known = new Set(uses.map(({ model }) => from(model)))
  const wrong = uses.flatMap(({ model, method, filter }) => {
    const fits = carried.has(method) || isInside(filter, constants, method)
    return fits ? [] : [model]
  })
  // handed on to something else, which may ask anything of it
  const specifiers = new Set(
    imported.flatMap((one) => [one['imported'], one['local']].filter(isNode).map(from)),
  )
  const handedOn = nodes.filter((node) => {
    const isModel = node.type === 'Identifier' && names.has(nameOf(node))
    return isModel && !known.has(from(node)) && !specifiers.has(from(node))
  })
  const isSeen = placeOf(path)?.layer === 'domain' || isOfImports(path)
  const around = isSeen ? nodes.filter(goesAround) : []
  const places = [...wrong, ...handedOn, ...around].map(
    (node) => `${path}#${placeIn(file, from(node))}`,
  )
  return [...new Set(places)]
}

/** Where requests, presses of buttons and questions to the bot come in. */
const isEntrance = (path: string) =>
  /^service\/.*routes\.ts$/.test(path) ||
  /^service\/notifications\/actions\/(bot|press)\.ts$/.test(path) ||
  /^service\/.*\/messages(\.ts|\/.*)$/.test(path)

/** The files that run for a caller. */
function reached(project: Project): SourceFile[] {
  const seen = new Set<string>()
  const todo = [...project.keys()].filter(isEntrance)
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    for (const { file, typeOnly } of project.get(path)?.imports ?? []) {
      if (file !== undefined && !typeOnly) todo.push(file)
    }
  }
  return [...seen].flatMap((path) => project.get(path) ?? [])
}

const places = (project: Project) =>
  reached(project).flatMap((file) => (file.path.endsWith('/model.ts') ? [] : outside(file)))

/**
 * A query that runs for a caller starts from `within(scope)`, `besides(record)` or the caller's own; a write may name
 * the record and its ISO as they were read. All others are listed with a reason.
 */
export const queriesInScope: Rule = (project) =>
  places(project).flatMap((place) =>
    exceptions[place] ? [] : [`${place}: asks for what belongs to tenants, outside the scope`],
  )

/** Exceptions that nothing needs any more are taken off the list. */
export function idleExceptions(project: Project): string[] {
  const needed = new Set(places(project))
  return Object.keys(exceptions).filter((place) => !needed.has(place))
}
