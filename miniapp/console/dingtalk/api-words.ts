/** What each API of DingTalk does, in words of the reader. */
import type { useText } from '../../text/texts.tsx'

const words = {
  '/gettoken': 'token',
  '/v1.0/oauth2/accessToken': 'token',
  '/v1.0/oauth2/jsapiTickets': 'pageSignature',
  '/v1.0/oauth2/userAccessToken': 'signIn',
  '/v1.0/contact/users/me': 'signIn',
  '/topapi/v2/user/getuserinfo': 'signIn',
  '/topapi/user/getbyunionid': 'signIn',
  '/topapi/v2/user/create': 'invite',
  '/topapi/v2/user/get': 'readPerson',
  '/topapi/v2/user/getbymobile': 'findPerson',
  '/topapi/v2/user/list': 'listPeople',
  '/topapi/v2/user/update': 'movePerson',
  '/topapi/v2/user/delete': 'removePerson',
  '/topapi/v2/department/create': 'department',
  '/topapi/v2/department/update': 'department',
  '/topapi/v2/department/listsub': 'department',
  '/v1.0/contact/invites/infos': 'joinLink',
  '/v1.0/robot/oToMessages/batchSend': 'robot',
  '/v1.0/card/instances/createAndDeliver': 'card',
  '/v1.0/card/instances/deliver': 'card',
  '/v1.0/card/instances': 'changeCard',
  '/v1.0/card/callbacks/register': 'cardRoute',
  '/topapi/message/corpconversation/asyncsend_v2': 'notice',
  '/topapi/message/corpconversation/getsendresult': 'noticeResult',
  '/v1.0/gateway/connections/open': 'stream',
  '/call_back/get_call_back_failed_result': 'missed',
} as const

/** The path itself where it has no words. */
export function apiWord(t: ReturnType<typeof useText>['t'], api: string): string {
  return Object.hasOwn(words, api) ? t(`dingtalk.does.${words[api as keyof typeof words]}`) : api
}
