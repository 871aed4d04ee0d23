/** The way into DingTalk's Stream. */
import { config } from '../../config.ts'
import { call, load, runtime, settings } from './client.ts'

/** `POST /v1.0/gateway/connections/open`: a ticket for one Stream connection, good for 90 s. @throws DingTalkError */
export async function openGateway(
  subscriptions: { type: 'EVENT' | 'CALLBACK'; topic: string }[],
): Promise<{ endpoint: string; ticket: string }> {
  const { clientId, clientSecret } = config().dingtalk
  const sdk = load('gateway_1_0')
  const body = await call(
    '/v1.0/gateway/connections/open',
    () =>
      new sdk.default(settings()).openConnectionWithOptions(
        new sdk.OpenConnectionRequest({
          clientId,
          clientSecret,
          subscriptions: subscriptions.map(
            (one) => new sdk.OpenConnectionRequestSubscriptions(one),
          ),
        }),
        {},
        runtime(),
      ),
    ({ endpoint, ticket }) => endpoint && ticket,
  )
  return { endpoint: String(body.endpoint), ticket: String(body.ticket) }
}
