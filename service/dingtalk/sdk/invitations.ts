/** Links by which people ask to join the organisation. */
import { call, load, runtime, settings } from './client.ts'

/** `GET /v1.0/contact/invites/infos`; undefined when joining by link is switched off. @throws DingTalkError */
export async function requestJoinLink(token: string, deptId: number): Promise<string | undefined> {
  const {
    default: Client,
    GetApplyInviteInfoRequest,
    GetApplyInviteInfoHeaders,
  } = load('contact_1_0')
  const body = await call(
    '/v1.0/contact/invites/infos',
    () =>
      new Client(settings()).getApplyInviteInfoWithOptions(
        new GetApplyInviteInfoRequest({ deptId }),
        new GetApplyInviteInfoHeaders({ xAcsDingtalkAccessToken: token }),
        runtime(),
      ),
    ({ inviteUrl, inviteSwitch, linkInvite }) =>
      inviteUrl || inviteSwitch !== undefined || linkInvite !== undefined,
  )
  return body.inviteUrl || undefined
}
