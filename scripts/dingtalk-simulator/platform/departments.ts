/** Departments of the organisation: `/topapi/v2/department/…`. */
import { rootDepartment } from '../state/initial.ts'
import { members } from '../state/people.ts'
import type { Department } from '../state/shapes/people.ts'
import {
  OldError,
  oldNumber,
  oldOptional,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from './platform.ts'

const department = (
  path: string,
  handle: (platform: Platform, call: PlatformCall) => unknown,
): Endpoint => ({ method: 'POST', path: `/topapi/v2/department/${path}`, token: 'app', handle })

function find(platform: Platform, id: number): Department {
  const found = platform.store.state.departments.find((one) => one.id === id)
  if (!found) throw new OldError(60_003, '部门不存在')
  return found
}

const mostLetters = 64

/** Throws for a name that DingTalk does not take. */
function checkName(name: string) {
  if (name.length === 0 || name.length > mostLetters) throw new OldError(60_001, '不合法的部门名称')
  if (/[-,，]/.test(name)) throw new OldError(60_009, '部门名称含有非法字符')
}

/** A department that another is put under. */
function findParent(platform: Platform, id: number): Department {
  const found = platform.store.state.departments.find((one) => one.id === id)
  if (!found) throw new OldError(60_004, '父部门不存在')
  return found
}

/** Throws when a department would stand below itself. */
function refuseCycle(platform: Platform, moved: Department, parent: Department) {
  const byId = new Map(platform.store.state.departments.map((one) => [one.id, one]))
  for (let above: Department | undefined = parent; above; above = byId.get(above.parentId))
    if (above === moved) throw new OldError(60_010, '部门存在循环关系')
}

function refuseSameName(platform: Platform, parentId: number, name: string, except?: Department) {
  const twin = platform.store.state.departments.find(
    (one) => one.parentId === parentId && one.name === name && one !== except,
  )
  if (twin) throw new OldError(60_021, '父部门下该部门名称已存在')
}

const tell = (platform: Platform, eventType: string, id: number) =>
  platform.push.publish(eventType, { timeStamp: Date.now(), deptId: [id] })

const view = ({ id, name, parentId }: Department) => ({
  dept_id: id,
  name,
  ...(parentId && { parent_id: parentId }),
  auto_add_user: false,
  create_dept_group: false,
})

export const departmentEndpoints: Endpoint[] = [
  department('create', (platform, call) => {
    const { store } = platform
    const name = oldOptional(call, 'name')
    const parentId = oldOptional(call, 'parent_id')
    if (name === undefined || parentId === undefined) throw new OldError(40_035, '参数非法')
    checkName(name)
    const parent = findParent(platform, Number(parentId))
    refuseSameName(platform, parent.id, name)
    const made = { id: 900_000_000 + store.next(), name, parentId: parent.id }
    store.state.departments.push(made)
    store.changed()
    tell(platform, 'org_dept_create', made.id)
    return { result: { dept_id: made.id } }
  }),
  department('update', (platform, call) => {
    const found = find(platform, oldNumber(call, 'dept_id'))
    if (found.id === rootDepartment) throw new OldError(60_018, '不允许更新根部门')
    const parentId = oldNumber(call, 'parent_id', found.parentId)
    refuseCycle(platform, found, findParent(platform, parentId))
    const name = oldOptional(call, 'name') ?? found.name
    checkName(name)
    refuseSameName(platform, parentId, name, found)
    found.name = name
    found.parentId = parentId
    platform.store.changed()
    tell(platform, 'org_dept_modify', found.id)
    return {}
  }),
  department('delete', (platform, call) => {
    const { state } = platform.store
    const found = find(platform, oldNumber(call, 'dept_id'))
    if (found.id === rootDepartment) throw new OldError(60_007, '不允许删除根部门')
    if (state.departments.some((one) => one.parentId === found.id))
      throw new OldError(60_006, '不允许删除有子部门的部门')
    if (members(state).some(({ member }) => member.departments.includes(found.id)))
      throw new OldError(60_005, '不允许删除有成员的部门')
    state.departments = state.departments.filter((one) => one !== found)
    platform.store.changed()
    tell(platform, 'org_dept_remove', found.id)
    return {}
  }),
  department('get', (platform, call) => ({
    result: view(find(platform, oldNumber(call, 'dept_id'))),
  })),
  {
    // the first version, which clients by other hands still ask
    method: 'GET',
    path: '/department/list',
    token: 'app',
    handle: ({ store }) => ({
      department: store.state.departments.map(({ id, name, parentId }) => ({
        id,
        name,
        ...(parentId && { parentid: parentId }),
        createDeptGroup: false,
        autoAddUser: false,
      })),
    }),
  },
  department('listsubid', (platform, call) => {
    const parent = find(platform, oldNumber(call, 'dept_id'))
    const below = platform.store.state.departments.filter((one) => one.parentId === parent.id)
    return { result: { dept_id_list: below.map(({ id }) => id) } }
  }),
  department('listsub', (platform, call) => {
    const parent = find(platform, oldNumber(call, 'dept_id', rootDepartment))
    return {
      result: platform.store.state.departments
        .filter((one) => one.parentId === parent.id)
        .map(view),
    }
  }),
]
