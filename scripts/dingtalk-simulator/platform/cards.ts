/** Interactive cards: made, changed, and pressed. */
import { writeTo } from '../state/chats.ts'
import { memberByUserId, type MemberPerson } from '../state/people.ts'
import type { StoredCard } from '../state/shapes.ts'
import { NewError, newText, textMap, type Endpoint, type Platform } from './platform.ts'
import { robotChat } from './chat.ts'

const robotSpace = /^dtv1\.card\/\/(IM_ROBOT)\.(.+)$/

const asObject = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** The private parts by userid, as requests carry them. */
function privateMaps(value: unknown): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([userId, part]) => [
      userId,
      textMap(asObject(part).cardParamMap, 'privateData'),
    ]),
  )
}

const findCard = (platform: Pick<Platform, 'store'>, outTrackId: string) =>
  platform.store.state.cards.find((card) => card.outTrackId === outTrackId)

interface CardChange {
  cardData?: unknown
  cardUpdateOptions?: unknown
}

/** Applies a change of the shared part: by key when asked so, else as a whole. */
function applyShared(card: StoredCard, change: CardChange) {
  if (change.cardData === undefined || change.cardData === null) return
  const given = textMap(asObject(change.cardData).cardParamMap, 'cardData.cardParamMap')
  const byKey = asObject(change.cardUpdateOptions).updateCardDataByKey === true
  card.cardParamMap = byKey ? { ...card.cardParamMap, ...given } : given
}

function applyPrivate(
  card: StoredCard,
  maps: Record<string, Record<string, string>>,
  options: unknown,
) {
  const byKey = asObject(options).updatePrivateDataByKey === true
  for (const [userId, map] of Object.entries(maps))
    card.privateParamMaps[userId] = byKey ? { ...card.privateParamMaps[userId], ...map } : map
}

export type Pressed = { delivered: true } | { delivered: false; reason: string }

/** A person presses a button; what the service answers changes the card. */
export async function pressCard(
  platform: Platform,
  person: MemberPerson,
  outTrackId: string,
  press: { actionId: string; params?: Record<string, unknown> },
): Promise<Pressed | undefined> {
  const card = findCard(platform, outTrackId)
  const { userId } = person.member
  if (!card?.userIds.includes(userId)) return undefined
  const outcome = await platform.push.cardPress(card, {
    type: 'actionCallback',
    outTrackId,
    spaceType: 'IM',
    spaceId: userId,
    corpId: platform.settings.corpId,
    userId,
    userIdType: 1,
    extension: '{}',
    content: JSON.stringify({
      cardPrivateData: {
        actionIds: [press.actionId],
        params: press.params ?? { actionId: press.actionId },
      },
    }),
  })
  if (!outcome.ok) return { delivered: false, reason: outcome.reason ?? 'not delivered' }
  const answer = asObject(outcome.answer)
  try {
    applyShared(card, answer)
    const own = asObject(answer.userPrivateData ?? answer.privateData)
    if (own.cardParamMap !== undefined)
      applyPrivate(
        card,
        { [userId]: textMap(own.cardParamMap, 'userPrivateData') },
        answer.cardUpdateOptions,
      )
  } catch (error) {
    if (error instanceof NewError)
      return { delivered: false, reason: `the answer is no card data: ${error.message}` }
    throw error
  } finally {
    platform.store.changed()
  }
  return { delivered: true }
}

function createAndDeliver(
  platform: Platform,
  body: Record<string, unknown>,
  ids: { outTrackId: string; templateId: string; openSpaceId: string },
) {
  const { store } = platform
  const callbackType = body.callbackType
  if (callbackType !== undefined && callbackType !== 'STREAM' && callbackType !== 'HTTP')
    throw new NewError(400, 'param.error', 'callbackType must be STREAM or HTTP')
  const spaces = ids.openSpaceId.split(';').map((space) => {
    const found = robotSpace.exec(space.trim())
    if (!found?.[1] || !found[2])
      throw new NewError(400, 'param.openSpaceIdInvalid', 'openSpaceId is not valid')
    return { type: found[1], userId: found[2] }
  })
  if (asObject(body.imRobotOpenDeliverModel).spaceType !== 'IM_ROBOT')
    throw new NewError(400, 'param.error', 'imRobotOpenDeliverModel.spaceType must be IM_ROBOT')
  const cardParamMap = textMap(asObject(body.cardData).cardParamMap, 'cardData.cardParamMap')
  let card = findCard(platform, ids.outTrackId)
  if (!card) {
    card = {
      outTrackId: ids.outTrackId,
      templateId: ids.templateId,
      cardParamMap,
      privateParamMaps: privateMaps(body.privateData),
      userIds: [],
      ...(callbackType && { callbackType }),
      ...(typeof body.callbackRouteKey === 'string' && { callbackRouteKey: body.callbackRouteKey }),
    }
    store.state.cards.push(card)
  }
  const deliverResults = []
  for (const { type, userId } of spaces) {
    const person = memberByUserId(store.state, userId)
    // A card that lies in the chat already is not put there again.
    if (person && !card.userIds.includes(userId)) {
      card.userIds.push(userId)
      writeTo(store, person, robotChat(platform), { kind: 'card', outTrackId: card.outTrackId })
    }
    deliverResults.push({
      spaceType: type,
      spaceId: userId,
      success: person !== undefined,
      ...(person ? { carrierId: `${card.outTrackId}${userId}` } : { errorMsg: 'user not found' }),
    })
  }
  store.changed()
  return { success: true, result: { outTrackId: ids.outTrackId, deliverResults } }
}

export const cardEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/v1.0/card/instances/createAndDeliver',
    token: 'app',
    handle: (platform, call) =>
      createAndDeliver(platform, call.body, {
        outTrackId: newText(call, 'outTrackId'),
        templateId: newText(call, 'cardTemplateId'),
        openSpaceId: newText(call, 'openSpaceId'),
      }),
  },
  {
    method: 'PUT',
    path: '/v1.0/card/instances',
    token: 'app',
    handle(platform, call) {
      const card = findCard(platform, newText(call, 'outTrackId'))
      if (!card) throw new NewError(400, 'param.cardNotFound', 'the card does not exist')
      applyShared(card, call.body)
      applyPrivate(card, privateMaps(call.body.privateData), call.body.cardUpdateOptions)
      platform.store.changed()
      return { success: true, result: true }
    },
  },
  {
    method: 'POST',
    path: '/v1.0/card/callbacks/register',
    token: 'app',
    handle(platform, call) {
      const key = newText(call, 'callbackRouteKey')
      const url = newText(call, 'callbackUrl')
      if (!URL.canParse(url)) throw new NewError(400, 'param.error', 'callbackUrl is not a URL')
      const known = platform.store.state.cardCallbacks[key]
      if (known && known.url !== url && call.body.forceUpdate !== true)
        throw new NewError(400, 'param.routeKeyExists', 'callbackRouteKey is taken')
      const secret = call.body.apiSecret
      platform.store.state.cardCallbacks[key] = {
        url,
        apiSecret: typeof secret === 'string' ? secret : (known?.apiSecret ?? ''),
      }
      platform.store.changed()
      return {
        success: true,
        result: { callbackUrl: url, apiSecret: platform.store.state.cardCallbacks[key]?.apiSecret },
      }
    },
  },
]
