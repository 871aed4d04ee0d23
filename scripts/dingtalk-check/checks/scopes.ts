/** Every permission by a call that needs it and does nothing: it asks for people, departments and cards that are not there. */
import { randomUUID } from 'node:crypto'
import { blame, isNotAllowed, provesNothing, type Answered, type DingTalk } from '../dingtalk.ts'
import { ok, skipped, wrong, type Finding } from '../findings.ts'

/** No person has this userid. */
const unknownId = () => `check-${randomUUID()}`

type Probe = (dingtalk: DingTalk) => Promise<Answered>

const getUser: Probe = ({ askOld }) => askOld('/topapi/v2/user/get', { userid: unknownId() })

/** Permission → call that needs it. */
const probes: Record<string, Probe> = {
  qyapi_base: ({ askOld }) => askOld('/topapi/v2/user/getuserinfo', { code: unknownId() }),
  qyapi_get_member: getUser,
  qyapi_get_member_by_mobile: ({ askOld }) =>
    askOld('/topapi/v2/user/getbymobile', { mobile: '+65-80000000' }),
  qyapi_manage_addresslist: ({ askOld }) =>
    askOld('/topapi/v2/user/update', { userid: unknownId(), name: 'check' }),
  qyapi_get_department_list: ({ askOld }) => askOld('/topapi/v2/department/get', { dept_id: 1 }),
  qyapi_robot_sendmsg: (dingtalk) =>
    dingtalk.askNew('POST', '/v1.0/robot/oToMessages/batchSend', {
      robotCode: dingtalk.config.dingtalk.robotCode,
      userIds: [unknownId()],
      msgKey: 'sampleText',
      msgParam: JSON.stringify({ content: 'check' }),
    }),
  'Card.Instance.Write': (dingtalk) =>
    dingtalk.askNew('PUT', '/v1.0/card/instances', {
      outTrackId: unknownId(),
      cardData: { cardParamMap: { title: 'check' } },
    }),
  'Contact.User.Read': (dingtalk) => dingtalk.askNew('GET', '/v1.0/contact/users/me'),
  'Contact.Common.Read': (dingtalk) =>
    dingtalk.askNew('GET', '/v1.0/contact/invites/infos?deptId=1'),
}

/** Permissions that let fields be seen: DingTalk lists the fields. */
const fields: Record<string, string> = { fieldMobile: 'mobile', fieldEmail: 'email' }

/** Permissions that a person grants at sign-in; no call of the app alone tells whether the app has them. */
const ofPersons = new Set(['Contact.User.mobile'])

async function probeFinding(scope: string, dingtalk: DingTalk): Promise<Finding> {
  const subject = `Permission ${scope}`
  const probe = probes[scope]
  if (!probe) return skipped(subject, 'shows when a person signs in')
  const answered = await probe(dingtalk)
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  if (provesNothing(answered))
    return skipped(subject, `cannot be told: DingTalk answers ${answered.code}`)
  if (isNotAllowed(answered))
    return wrong(subject, `the app is refused with ${answered.code}`, 'permissions')
  // the answer about an unknown person: a refusal, but not of the app
  return ok(subject, 'granted')
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

async function contactScope(dingtalk: DingTalk, scopes: string[]): Promise<Finding[]> {
  const answered = await dingtalk.askOld('/auth/scopes')
  const subject = 'Contact scope'
  const blamed = blame(subject, answered)
  if (blamed) return [blamed]
  if (answered.code !== 'ok')
    return [skipped(subject, `cannot be told: DingTalk answers ${answered.code}`)]
  const visible = listOf(answered.body['auth_user_field'])
  const { authed_dept: departments } = (answered.body['auth_org_scopes'] ?? {}) as {
    authed_dept?: unknown
  }
  const isAll = listOf(departments).includes('1')
  return [
    isAll
      ? ok(subject, 'the whole organisation')
      : wrong(subject, 'a part of the organisation only: invitations will fail', 'contactScope'),
    ...scopes.flatMap((scope) => {
      const field = fields[scope]
      if (!field) return []
      const name = `Permission ${scope}`
      return visible.includes(field)
        ? ok(name, 'granted')
        : wrong(name, `the permission is missing: ${field} is not shown`, 'permissions')
    }),
  ]
}

/** @param scopes as dingtalk.config.json names them */
export async function checkScopes(dingtalk: DingTalk, scopes: string[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const scope of scopes) {
    if (scope in fields) continue
    findings.push(
      ofPersons.has(scope)
        ? skipped(`Permission ${scope}`, 'shows when a person signs in')
        : await probeFinding(scope, dingtalk),
    )
  }
  return [...findings, ...(await contactScope(dingtalk, scopes))]
}
