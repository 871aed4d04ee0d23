/** Interactive cards, as the new API takes them. */
import { DingTalkError } from '../errors.ts'
import { call, load, runtime, settings } from './client.ts'

export interface CardToDeliver {
  outTrackId: string
  cardTemplateId: string
  userId: string
  robotCode: string
  cardParamMap: Record<string, string>
  /** What announces the card: in the list of chats, by the client's language, and as a notification. */
  announcement?: { lastMessage: Record<string, string>; alert: string } | undefined
  /** With `HTTP` presses go to the address registered for the route key. */
  callback: { type: 'STREAM' } | { type: 'HTTP'; routeKey: string }
}

/**
 * Whether DingTalk says of each part of its answer that it was done.
 * @throws DingTalkError when a part is missing: such an answer tells nothing, and the work may have been done
 */
function isDone(parts: readonly unknown[]): boolean {
  const said = parts.map(String)
  if (said.length && said.every((part) => part === 'true')) return true
  if (said.includes('false')) return false
  throw new DingTalkError('new', 'unreadable', 'unavailable', { uncertain: true })
}

const spaceOf = (userId: string) => `dtv1.card//IM_ROBOT.${userId}`

/** What an answer says of each space into which a card was to be put; without any it says nothing. */
const deliveries = (results: { success?: boolean }[] | undefined): unknown[] =>
  results?.length ? results.map(({ success }) => success) : [undefined]

/** `POST /v1.0/card/instances/createAndDeliver` to the chat of one person with the robot. @throws DingTalkError */
export async function createAndDeliver(token: string, card: CardToDeliver): Promise<boolean> {
  const sdk = load('card_1_0')
  const { announcement } = card
  const body = await call('/v1.0/card/instances/createAndDeliver', () =>
    new sdk.default(settings()).createAndDeliverWithOptions(
      new sdk.CreateAndDeliverRequest({
        outTrackId: card.outTrackId,
        cardTemplateId: card.cardTemplateId,
        callbackType: card.callback.type,
        callbackRouteKey: card.callback.type === 'HTTP' ? card.callback.routeKey : undefined,
        cardData: new sdk.CreateAndDeliverRequestCardData({ cardParamMap: card.cardParamMap }),
        openSpaceId: spaceOf(card.userId),
        imRobotOpenSpaceModel: new sdk.CreateAndDeliverRequestImRobotOpenSpaceModel({
          supportForward: false,
          ...(announcement && {
            lastMessageI18n: announcement.lastMessage,
            notification: new sdk.CreateAndDeliverRequestImRobotOpenSpaceModelNotification({
              alertContent: announcement.alert,
            }),
          }),
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
  return isDone([body.success, ...deliveries(body.result?.deliverResults)])
}

/** `POST /v1.0/card/instances/deliver`: puts a card that was made before into the chat. @throws DingTalkError */
export async function deliverMade(
  token: string,
  card: Pick<CardToDeliver, 'outTrackId' | 'userId' | 'robotCode'>,
): Promise<boolean> {
  const sdk = load('card_1_0')
  const body = await call('/v1.0/card/instances/deliver', () =>
    new sdk.default(settings()).deliverCardWithOptions(
      new sdk.DeliverCardRequest({
        outTrackId: card.outTrackId,
        openSpaceId: spaceOf(card.userId),
        imRobotOpenDeliverModel: new sdk.DeliverCardRequestImRobotOpenDeliverModel({
          spaceType: 'IM_ROBOT',
          robotCode: card.robotCode,
        }),
        userIdType: 1,
      }),
      new sdk.DeliverCardHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  return isDone([body.success, ...deliveries(body.result)])
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
  return isDone([body.success, body.result])
}

/** `POST /v1.0/card/callbacks/register`: where presses go in HTTP mode. @throws DingTalkError */
export async function registerCardCallback(
  token: string,
  route: { callbackRouteKey: string; callbackUrl: string; apiSecret: string },
): Promise<void> {
  const { default: Client, RegisterCallbackRequest, RegisterCallbackHeaders } = load('card_1_0')
  const { success } = await call('/v1.0/card/callbacks/register', () =>
    new Client(settings()).registerCallbackWithOptions(
      new RegisterCallbackRequest({ ...route, forceUpdate: true }),
      new RegisterCallbackHeaders({ xAcsDingtalkAccessToken: token }),
      runtime(),
    ),
  )
  if (!isDone([success])) throw new DingTalkError('new', 'card_route_refused', 'other')
}
