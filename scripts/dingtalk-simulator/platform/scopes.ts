/** The permissions of the app: what each API needs, and what DingTalk answers to an app that lacks it. */
import { NewError, OldError, type Platform } from './platform.ts'

/** Longest beginning of a path wins. APIs that are not here need no permission. */
const needed: Record<string, string> = {
  '/topapi/v2/user/': 'qyapi_manage_addresslist',
  '/topapi/v2/user/get': 'qyapi_get_member',
  '/topapi/v2/user/getbymobile': 'qyapi_get_member_by_mobile',
  '/topapi/v2/user/getuserinfo': 'qyapi_base',
  '/topapi/v2/user/list': 'qyapi_get_member',
  '/topapi/user/': 'qyapi_get_member',
  '/user/': 'qyapi_get_member',
  '/topapi/v2/department/': 'qyapi_manage_addresslist',
  '/topapi/v2/department/get': 'qyapi_get_department_list',
  '/topapi/v2/department/list': 'qyapi_get_department_list',
  '/department/list': 'qyapi_get_department_list',
  '/call_back/': 'qyapi_base',
  '/media/': 'qyapi_base',
  '/topapi/message/corpconversation/': 'qyapi_base',
  '/v1.0/robot/': 'qyapi_robot_sendmsg',
  '/v1.0/card/': 'Card.Instance.Write',
  '/v1.0/card/streaming': 'Card.Streaming.Write',
  '/v1.0/contact/users/': 'Contact.User.Read',
  '/v1.0/contact/users/search': 'qyapi_addresslist_search',
  '/v1.0/contact/invites/': 'Contact.Common.Read',
}

/** Shows `mobile` in what is told of a member. */
export const mobileScope = 'fieldMobile'

/** Shows e-mail, remark and the organisation's own fields. */
export const personalScope = 'fieldEmail'

export const scopeOf = (path: string) =>
  Object.entries(needed)
    .filter(([beginning]) => path.startsWith(beginning))
    .toSorted(([one], [other]) => other.length - one.length)[0]?.[1]

/** Throws what the family says when the app lacks the permission of a path. */
export function checkScope({ store }: Platform, path: string) {
  const scope = scopeOf(path)
  if (!scope || !store.state.knobs.missingScopes.includes(scope)) return
  throw path.startsWith('/v1.0/') ? deniedByNew(scope) : deniedByOld(scope)
}

export const deniedByNew = (scope: string) =>
  new NewError(
    403,
    'Forbidden.AccessDenied.AccessTokenPermissionDenied',
    `应用尚未开通所需的权限：[${scope}]`,
    { requiredScopes: [scope] },
  )

export const deniedByOld = (scope: string) =>
  new OldError(60_011, `应用尚未开通所需的权限：[${scope}], {requiredScopes=[${scope}]}`)
