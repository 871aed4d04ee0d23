/** Who may do what is declared at endpoints and asked of policies; no route decides it by itself. */
import { allPermissions } from '../../../service/permissions/contract.ts'
import { isNode, type Node, type Rule } from '../project.ts'
import { placeOf } from './direction.ts'

const names = new Set<unknown>(allPermissions)

/** A permission written out, such as `'staff.view'`. */
const isPermission = (node: Node) => node.type === 'Literal' && names.has(node['value'])

/** Every endpoint says who may call it, where it is declared. */
export const declaredCallers: Rule = (project) =>
  [...project.values()].flatMap(({ path, nodes }) => {
    if (!path.startsWith('service/')) return []
    return nodes.flatMap((node) => {
      const callee = node['callee']
      if (node.type !== 'CallExpression' || !isNode(callee)) return []
      if (callee['name'] !== 'endpoint') return []
      const [line, declared] = node['arguments'] as Node[]
      const given = declared && declared['properties']
      const says = Array.isArray(given) && given.some(({ key }) => key?.name === 'by')
      return says ? [] : [`${path}: ${String(line?.['value'])} does not say who may call it`]
    })
  })

/** Routes ask policies about records; what a caller must hold is declared at the endpoint. */
export const noRightsInRoutes: Rule = (project) =>
  [...project.values()].flatMap(({ path, nodes }) => {
    if (!path.startsWith('service/') || placeOf(path)?.kind !== 'routes') return []
    return nodes.flatMap((node) => {
      const property = node['property']
      const reads =
        node.type === 'MemberExpression' && isNode(property) && property['name'] === 'permissions'
      if (reads) return [`${path}: reads the permissions of a caller`]
      return isPermission(node) ? [`${path}: names ${String(node['value'])}`] : []
    })
  })
