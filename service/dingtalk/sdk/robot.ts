/** Messages of the robot, as the new API takes them. */
import { call, load, runtime, settings } from './client.ts'

/** `POST /v1.0/robot/oToMessages/batchSend`: to at most 20 people. @throws DingTalkError */
export async function batchSend(
  token: string,
  message: { robotCode: string; userIds: string[]; msgKey: string; msgParam: string },
): Promise<{ invalid: string[]; flowControlled: string[] }> {
  const { default: Client, BatchSendOTORequest, BatchSendOTOHeaders } = load('robot_1_0')
  const body = await call(
    '/v1.0/robot/oToMessages/batchSend',
    () =>
      new Client(settings()).batchSendOTOWithOptions(
        new BatchSendOTORequest(message),
        new BatchSendOTOHeaders({ xAcsDingtalkAccessToken: token }),
        runtime(),
      ),
    ({ processQueryKey }) => processQueryKey,
  )
  return {
    invalid: body.invalidStaffIdList ?? [],
    flowControlled: body.flowControlledStaffIdList ?? [],
  }
}
