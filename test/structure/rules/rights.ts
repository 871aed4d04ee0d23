/** Who may do what is declared at endpoints and asked of policies; no route decides it by itself. */
import { allPermissions } from '../../../service/permissions/contract.ts'
import { isNode, type Node, type Rule } from '../project.ts'
import { placeOf } from './direction.ts'

const names = new Set<unknown>(allPermissions)

/** A permission written out, such as `'staff.view'`. */
const isPermission = (node: Node) => node.type === 'Literal' && names.has(node['value'])

const saysBy = (object: unknown): boolean =>
  isNode(object) &&
  Array.isArray(object['properties']) &&
  object['properties'].some(({ key }) => key?.name === 'by')

/** Names of constants of a file that say it for several endpoints: `const toView = { by: 'iso', … } as const`. */
const constantsWithBy = (nodes: readonly Node[]): Set<unknown> =>
  new Set(
    nodes.flatMap(({ type, id, init }) =>
      type === 'VariableDeclarator' && isNode(init) && isNode(id) && saysBy(init['expression'])
        ? [id['name']]
        : [],
    ),
  )

/** Every endpoint says who may call it, where it is declared. */
export const declaredCallers: Rule = (project) =>
  [...project.values()].flatMap(({ path, nodes }) => {
    if (!path.startsWith('service/')) return []
    const constants = constantsWithBy(nodes)
    return nodes.flatMap((node) => {
      const callee = node['callee']
      if (node.type !== 'CallExpression' || !isNode(callee)) return []
      if (callee['name'] !== 'endpoint') return []
      const [line, declared] = node['arguments'] as Node[]
      const given = declared && declared['properties']
      const says =
        saysBy(declared) ||
        (Array.isArray(given) && given.some(({ argument }) => constants.has(argument?.name)))
      return says ? [] : [`${path}: ${String(line?.['value'])} does not say who may call it`]
    })
  })

/** Files beside contracts that may name a permission or read those of a caller, each with its reason. */
const exceptions: Record<string, string> = {
  'service/permissions/contract.ts': 'is the list',
  'service/team/rules.ts': 'says what the predefined roles hold',
  'service/team/migrations.ts': 'puts the roles into the database',
  'service/team/model.ts': 'stores roles',
  'service/team/actions/memberships.ts': 'adds up what the roles of a member hold',
  'service/workspaces/actions/workspaces.ts': 'adds up what the roles of the caller hold',
  'service/workspaces/view.ts': 'shows callers what they hold',
  'service/http/callers.ts': 'refuses by what the endpoint declares',
  'service/notifications/rules/screens.ts': 'ends a stream when its caller has lost a right',
  'miniapp/console/session/me.ts': 'holds what the service has told',
}

/** A right is named where an endpoint is declared; everything else asks for the endpoint, or a policy. */
export const rightsAtEndpoints: Rule = (project) =>
  [...project.values()].flatMap(({ path, nodes }) => {
    const isContract = path.startsWith('service/') && placeOf(path)?.kind === 'contract'
    if (!/^(service|miniapp)\//.test(path) || isContract || exceptions[path]) return []
    return nodes.flatMap((node) => {
      if (readsPermissions(node)) return [`${path}: reads the permissions of a caller`]
      // in the mini-app texts have such keys too
      return path.startsWith('service/') && isPermission(node)
        ? [`${path}: names ${String(node['value'])}`]
        : []
    })
  })

/** `me.permissions`, or `{ permissions }` taken out of something. */
function readsPermissions(node: Node): boolean {
  const name = node.type === 'MemberExpression' ? node['property'] : undefined
  const taken = node.type === 'ObjectPattern' ? (node['properties'] as Node[]) : []
  const isPermissions = (one: unknown) => isNode(one) && one['name'] === 'permissions'
  return isPermissions(name) || taken.some(({ key }) => isPermissions(key))
}
