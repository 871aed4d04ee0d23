/** Interactive cards, as the new API takes them. */
import { call, load, runtime, settings } from './client.ts'

export interface CardToDeliver {
  outTrackId: string
  cardTemplateId: string
  userId: string
  robotCode: string
  cardParamMap: Record<string, string>
  /** With `HTTP` presses go to the address registered for the route key. */
  callback: { type: 'STREAM' } | { type: 'HTTP'; routeKey: string }
}

/** `POST /v1.0/card/instances/createAndDeliver` to the chat of one person with the robot. @throws DingTalkError */
export async function createAndDeliver(token: string, card: CardToDeliver): Promise<boolean> {
  const sdk = load('card_1_0')
  const body = await call('/v1.0/card/instances/createAndDeliver', () =>
    new sdk.default(settings()).createAndDeliverWithOptions(
      new sdk.CreateAndDeliverRequest({
        outTrackId: card.outTrackId,
        cardTemplateId: card.cardTemplateId,
        callbackType: card.callback.type,
        callbackRouteKey: card.callback.type === 'HTTP' ? card.callback.routeKey : undefined,
        cardData: new sdk.CreateAndDeliverRequestCardData({ cardParamMap: card.cardParamMap }),
        openSpaceId: `dtv1.card//IM_ROBOT.${card.userId}`,
        imRobotOpenSpaceModel: new sdk.CreateAndDeliverRequestImRobotOpenSpaceModel({
          supportForward: false,
        }),
        imRobotOpenDeliverModel: new sdk.CreateAndDeliverRequestImRobotOpenDeliverModel({
          spaceType: 'IM_ROBOT',
          robotCode: card.robotCode,
        }),
        userIdType: 1,
      }),
      new sdk.CreateAndDeliverHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  const results = body.result?.deliverResults ?? []
  return body.success !== false && results.every(({ success }) => success !== false)
}

/** `PUT /v1.0/card/instances`: changes the parameters that are given, keeps the others. @throws DingTalkError */
export async function updateCardData(
  token: string,
  outTrackId: string,
  cardParamMap: Record<string, string>,
): Promise<boolean> {
  const sdk = load('card_1_0')
  const body = await call('/v1.0/card/instances', () =>
    new sdk.default(settings()).updateCardWithOptions(
      new sdk.UpdateCardRequest({
        outTrackId,
        cardData: new sdk.UpdateCardRequestCardData({ cardParamMap }),
        cardUpdateOptions: new sdk.UpdateCardRequestCardUpdateOptions({
          updateCardDataByKey: true,
        }),
        userIdType: 1,
      }),
      new sdk.UpdateCardHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  return body.success !== false
}

/** `POST /v1.0/card/callbacks/register`: where presses go in HTTP mode. @throws DingTalkError */
export async function registerCardCallback(
  token: string,
  route: { callbackRouteKey: string; callbackUrl: string; apiSecret: string },
): Promise<void> {
  const { default: Client, RegisterCallbackRequest, RegisterCallbackHeaders } = load('card_1_0')
  await call('/v1.0/card/callbacks/register', () =>
    new Client(settings()).registerCallbackWithOptions(
      new RegisterCallbackRequest({ ...route, forceUpdate: true }),
      new RegisterCallbackHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
}
