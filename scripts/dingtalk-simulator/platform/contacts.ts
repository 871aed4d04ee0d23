/** People of the organisation: `/topapi/v2/user/…`. */
import {
  memberByUserId,
  members,
  personByPhone,
  phoneOfMobile,
  type MemberPerson,
} from '../state/people.ts'
import { rootDepartment } from '../state/initial.ts'
import { takeCode } from './codes.ts'
import { invite, join, leave, moment, type Profile } from './membership.ts'
import {
  OldError,
  oldNumber,
  oldOptional,
  oldText,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from './platform.ts'
import { describe } from './profile.ts'
import { mobileScope, personalScope } from './scopes.ts'
import { searchMembers } from './search.ts'

const longestName = 80

const user = (
  path: string,
  handle: (platform: Platform, call: PlatformCall) => unknown,
): Endpoint => ({
  method: 'POST',
  path: `/topapi/v2/user/${path}`,
  token: 'app',
  handle,
  ...(['create', 'get', 'getbymobile', 'list'].includes(path) && { exampleHasTexts: true }),
})

const olderUser = (
  path: string,
  handle: (platform: Platform, call: PlatformCall) => unknown,
): Endpoint => ({
  method: 'POST',
  path: `/topapi/user/${path}`,
  token: 'app',
  handle,
  ...(path === 'getbyunionid' && { exampleHasTexts: true }),
})

/** The departments of a text `"2,3"`. A JSON array is refused: the field is a string. */
function departmentsOf(platform: Platform, call: PlatformCall): number[] {
  const departments = oldText(call, 'dept_id_list').split(',').map(Number)
  for (const id of departments) {
    if (!Number.isInteger(id)) throw new OldError(400_002, '参数 dept_id_list 不正确')
    if (!platform.store.state.departments.some((one) => one.id === id))
      throw new OldError(60_003, '部门不存在')
  }
  return departments
}

function profileOf(call: PlatformCall, name: string): Profile {
  const title = oldOptional(call, 'title')
  const email = oldOptional(call, 'email')
  const remark = oldOptional(call, 'remark')
  const jobNumber = oldOptional(call, 'job_number')
  return {
    name,
    ...(title && { title }),
    ...(email && { email }),
    ...(remark && { remark }),
    ...(jobNumber && { jobNumber }),
  }
}

/** The member of a call. Throws what the API says of an unknown userid: most say 33012. */
function memberOf(platform: Platform, call: PlatformCall, refusal = unknownUserId): MemberPerson {
  const person = memberByUserId(platform.store.state, oldText(call, 'userid'))
  if (!person) throw refusal()
  return person
}

const unknownUserId = () => new OldError(33_012, '无效的USERID')
const notFound = () => new OldError(60_121, '找不到该用户')

function create(platform: Platform, call: PlatformCall) {
  const { store } = platform
  const name = oldText(call, 'name')
  if (name.length > longestName) throw new OldError(60_112, '用户name不合法')
  const phone = phoneOfMobile(oldText(call, 'mobile'), store.state.knobs.isAbroad)
  if (!phone) throw new OldError(60_103, '手机号码不合法')
  const departments = departmentsOf(platform, call)
  const userId = oldOptional(call, 'userid')
  if (userId && memberByUserId(store.state, userId))
    throw new OldError(60_102, 'UserID在公司中已存在')
  const person = personByPhone(store.state, phone)
  if (person?.member) throw new OldError(60_104, '手机号码在公司中已存在')
  const wanted = { departments, member: profileOf(call, name), userId }
  if (person && !store.state.knobs.consentNeeded)
    return { userid: join(platform, person, wanted), unionId: person.unionId }
  if (person) invite(platform, person, wanted)
  // An unknown number is invited too: DingTalk does not tell.
  throw new OldError(40_103, '邀请已发送，需要对方同意后才能加入组织')
}

function update(platform: Platform, call: PlatformCall) {
  const person = memberOf(platform, call, notFound)
  const before = { ...person.member }
  const changed = profileOf(call, oldOptional(call, 'name') ?? person.member.name)
  person.member = { ...person.member, ...changed }
  if (oldOptional(call, 'dept_id_list') !== undefined)
    person.member.departments = departmentsOf(platform, call)
  platform.store.changed()
  platform.push.publish('user_modify_org', {
    timeStamp: moment(),
    userId: [person.member.userId],
    diffInfo: {
      prev: { name: before.name },
      curr: { name: person.member.name },
      userid: person.member.userId,
    },
  })
  return {}
}

/** Those who are directly in a department, as DingTalk lists them: not who is further below. */
function membersOf({ store }: Platform, department: number) {
  if (!store.state.departments.some(({ id }) => id === department))
    throw new OldError(60_003, '部门不存在')
  return members(store.state).filter(({ member }) => member.departments.includes(department))
}

function list(platform: Platform, call: PlatformCall) {
  const department = oldNumber(call, 'dept_id')
  const cursor = oldNumber(call, 'cursor', 0)
  const size = Math.min(oldNumber(call, 'size', 100), 100)
  const all = membersOf(platform, department)
  const page = all.slice(cursor, cursor + size)
  const next = cursor + page.length
  return {
    has_more: next < all.length,
    ...(next < all.length && { next_cursor: next }),
    list: page.map((person) => describe(platform, person)),
  }
}

export const contactEndpoints: Endpoint[] = [
  { method: 'POST', path: '/v1.0/contact/users/search', token: 'app', handle: searchMembers },
  user('create', (platform, call) => ({ result: create(platform, call) })),
  user('update', (platform, call) => update(platform, call)),
  user('delete', (platform, call) => {
    leave(platform, memberOf(platform, call))
    return {}
  }),
  user('get', (platform, call) => ({ result: describe(platform, memberOf(platform, call)) })),
  user('list', (platform, call) => ({ result: list(platform, call) })),
  olderUser('listid', (platform, call) => ({
    result: {
      userid_list: membersOf(platform, oldNumber(call, 'dept_id')).map(
        ({ member }) => member.userId,
      ),
    },
  })),
  olderUser('count', (platform, call) => ({
    result: {
      count: members(platform.store.state).filter(
        ({ installed }) => oldOptional(call, 'only_active') !== 'true' || installed,
      ).length,
    },
  })),
  {
    // what of the contacts the app may see
    method: 'GET',
    path: '/auth/scopes',
    token: 'app',
    handle: ({ store }) => ({
      auth_user_field: [
        'userid',
        'name',
        'avatar',
        'title',
        ...(store.state.knobs.missingScopes.includes(personalScope) ? [] : ['email']),
        ...(store.state.knobs.missingScopes.includes(mobileScope) ? [] : ['mobile']),
      ],
      condition_field: [],
      auth_org_scopes: { authed_dept: [rootDepartment], authed_user: [] },
    }),
  },
  {
    // the first version, which clients by other hands still ask
    method: 'GET',
    path: '/user/get',
    token: 'app',
    handle(platform, call) {
      const person = memberOf(platform, call, notFound)
      const { dept_id_list: department, ...rest } = describe(platform, person)
      return { ...rest, department }
    },
  },
  user('getbymobile', (platform, call) => {
    // Takes the number with its country's code, with or without the plus and the dash.
    const mobile = oldText(call, 'mobile')
    const digits = mobile.replace(/\D/g, '')
    const { isAbroad } = platform.store.state.knobs
    const isMainland = /^1[3-9]\d{9}$/.test(mobile)
    if (digits.length < 5 || (isAbroad && isMainland))
      throw new OldError(40_104, '企业中无效的手机号')
    const found = members(platform.store.state).find(({ phone }) => {
      const own = phone.replace(/\D/g, '')
      return own === digits || own === `86${digits}`
    })
    if (!found) throw notFound()
    return { result: { userid: found.member.userId } }
  }),
  olderUser('getbyunionid', (platform, call) => {
    const unionId = oldText(call, 'unionid')
    const found = members(platform.store.state).find((one) => one.unionId === unionId)
    if (!found) throw notFound()
    return { result: { contact_type: 0, userid: found.member.userId } }
  }),
  user('getuserinfo', (platform, call) => {
    const person = takeCode(platform.store, oldText(call, 'code'), 'member')
    if (!person?.member) throw new OldError(40_078, '不存在的临时授权码')
    return {
      result: {
        userid: person.member.userId,
        unionid: person.unionId,
        associated_unionid: `${person.unionId}x`,
        name: person.member.name,
        device_id: `simulated${person.id}`,
        sys: false,
        sys_level: 0,
      },
    }
  }),
]
