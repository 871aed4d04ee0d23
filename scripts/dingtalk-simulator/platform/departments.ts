/** Departments of the organisation: `/topapi/v2/department/…`. */
import { rootDepartment } from '../state/initial.ts'
import { members } from '../state/people.ts'
import type { Department } from '../state/shapes.ts'
import {
  OldError,
  oldNumber,
  oldOptional,
  oldText,
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

function refuseSameName(platform: Platform, parentId: number, name: string, except?: Department) {
  const twin = platform.store.state.departments.find(
    (one) => one.parentId === parentId && one.name === name && one !== except,
  )
  if (twin) throw new OldError(60_008, '父部门下该部门名称已存在')
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
    const name = oldText(call, 'name')
    const parent = find(platform, oldNumber(call, 'parent_id'))
    refuseSameName(platform, parent.id, name)
    const made = { id: 900_000_000 + store.next(), name, parentId: parent.id }
    store.state.departments.push(made)
    store.changed()
    tell(platform, 'org_dept_create', made.id)
    return { result: { dept_id: made.id } }
  }),
  department('update', (platform, call) => {
    const found = find(platform, oldNumber(call, 'dept_id'))
    const parentId = oldNumber(call, 'parent_id', found.parentId)
    const name = oldOptional(call, 'name') ?? found.name
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
    if (found.id === rootDepartment) throw new OldError(60_004, '父部门不存在')
    if (state.departments.some((one) => one.parentId === found.id))
      throw new OldError(60_006, '不能删除有子部门的部门')
    if (members(state).some(({ member }) => member.departments.includes(found.id)))
      throw new OldError(60_005, '不能删除有成员的部门')
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
