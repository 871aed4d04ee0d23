/** Interactive cards over the API: made, delivered, changed at once or in a stream, and where their presses go. */
import type { StoredCard } from '../../state/shapes/messages.ts'
import {
  missing,
  NewError,
  newText,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from '../platform.ts'
import {
  applyPrivate,
  applyShared,
  asObject,
  bytesOf,
  cardText,
  findCard,
  memberNamed,
  paramError,
  paramMap,
  privateMaps,
  userIdTypeOf,
  type Json,
} from './data.ts'
import { checkDeliverModels, deliver, readSpaceModels, readSpaces } from './spaces.ts'

/** Characters. */
const longestTrackId = 100
/** Bytes of one call. */
const longestStreamed = 1024
const keptGuids = 200

function trackIdOf(body: Json) {
  const outTrackId = cardText(body, 'outTrackId')
  if (outTrackId.length > longestTrackId) throw paramError('invalid')
  return outTrackId
}

function knownCard({ store }: Platform, body: Json) {
  const card = findCard(store.state, trackIdOf(body))
  if (!card) throw paramError('cardNotExist')
  return card
}

function create({ store }: Platform, body: Json): StoredCard {
  const outTrackId = trackIdOf(body)
  const templateId = cardText(body, 'cardTemplateId')
  const { callbackType, callbackRouteKey, userId } = body
  if (callbackType !== undefined && callbackType !== 'STREAM' && callbackType !== 'HTTP')
    throw paramError('invalid')
  if (body.cardData === undefined || body.cardData === null) throw missing('cardData')
  const { cardParamMap } = asObject(body.cardData)
  if (cardParamMap === undefined || cardParamMap === null) throw paramError('cardPublicDataEmpty')
  const userIdType = userIdTypeOf(body)
  if (typeof userId === 'string' && !memberNamed(store.state, userId, userIdType))
    throw paramError('userIdNotExist')
  const card: StoredCard = {
    outTrackId,
    templateId,
    cardParamMap: paramMap(cardParamMap),
    privateParamMaps: privateMaps(store.state, body.privateData, userIdType),
    userIds: [],
    userIdType,
    spaces: readSpaceModels(body),
    ...(callbackType && { callbackType }),
    ...(typeof callbackRouteKey === 'string' && { callbackRouteKey }),
  }
  if (findCard(store.state, outTrackId)) throw paramError('cardAlreadyExist')
  return card
}

function keep({ store }: Platform, card: StoredCard) {
  store.state.cards.push(card)
  store.changed()
}

function createAndDeliver(platform: Platform, { body }: PlatformCall) {
  // everything is looked at before the card is there: what is refused leaves nothing behind
  trackIdOf(body)
  cardText(body, 'cardTemplateId')
  const spaces = readSpaces(cardText(body, 'openSpaceId'))
  checkDeliverModels(body, spaces, 'openDeliverModelEmpty', 'openDeliverModelError')
  const card = create(platform, body)
  keep(platform, card)
  const deliverResults = deliver(platform, card, spaces, userIdTypeOf(body))
  return { success: true, result: { outTrackId: card.outTrackId, deliverResults } }
}

/** A stream of text into one parameter; a call that comes again, by its guid, changes nothing. */
function stream({ store }: Platform, { body }: PlatformCall) {
  const refuse = (code: string, message = `param.stream.${code}`) =>
    new NewError(400, `param.stream.${code}`, message)
  const text = (name: string) => newText({ body }, name, refuse(`${name}Empty`))
  const outTrackId = newText({ body }, 'outTrackId')
  const [key, content, guid] = [text('key'), text('content'), text('guid')]
  const card = findCard(store.state, outTrackId)
  if (!card) throw refuse('outTrackId', 'card is not exist')
  if (bytesOf(content) > longestStreamed) throw refuse('content', 'content is too large')
  if (!card.guids?.includes(guid)) {
    const before = body.isFull === true ? '' : (card.cardParamMap[key] ?? '')
    card.cardParamMap = { ...card.cardParamMap, [key]: before + content }
    card.guids = [...(card.guids ?? []), guid].slice(-keptGuids)
    delete card.shownTo
    store.changed()
  }
  return { success: true, result: true }
}

/** Registering twice is fine: without `forceUpdate` the second answers what was registered first. */
function register({ store }: Platform, { body }: PlatformCall) {
  const key = cardText(body, 'callbackRouteKey')
  const url = cardText(body, 'callbackUrl')
  const { cardCallbacks } = store.state
  const known = cardCallbacks[key]
  if (!known || body.forceUpdate === true) {
    if (!URL.canParse(url))
      throw new NewError(400, 'system.updateCallbackFailed', 'system.updateCallbackFailed')
    const { apiSecret } = body
    const secret = typeof apiSecret === 'string' ? apiSecret : (known?.apiSecret ?? '')
    cardCallbacks[key] = { url, apiSecret: secret }
    store.changed()
  }
  const route = cardCallbacks[key]
  return { success: true, result: { callbackUrl: route?.url, apiSecret: route?.apiSecret } }
}

export const cardEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/v1.0/card/instances/createAndDeliver',
    token: 'app',
    handle: createAndDeliver,
  },
  {
    method: 'POST',
    path: '/v1.0/card/instances',
    token: 'app',
    handle(platform, { body }) {
      const card = create(platform, body)
      keep(platform, card)
      return { success: true, result: card.outTrackId }
    },
  },
  {
    method: 'POST',
    path: '/v1.0/card/instances/deliver',
    token: 'app',
    handle(platform, { body }) {
      trackIdOf(body)
      const spaces = readSpaces(cardText(body, 'openSpaceId'))
      checkDeliverModels(body, spaces, 'openDeliverModelEmpty', 'spaceDeliverModelEmpty')
      const card = knownCard(platform, body)
      return { success: true, result: deliver(platform, card, spaces, userIdTypeOf(body)) }
    },
  },
  {
    method: 'PUT',
    path: '/v1.0/card/instances',
    token: 'app',
    handle(platform, { body }) {
      trackIdOf(body)
      if (body.cardData === undefined && body.privateData === undefined)
        throw paramError('cardDataAndPrivateDataBothEmpty')
      const card = knownCard(platform, body)
      const { state } = platform.store
      const maps = privateMaps(state, body.privateData, userIdTypeOf(body))
      applyShared(card, body)
      applyPrivate(card, maps, body.cardUpdateOptions)
      platform.store.changed()
      return { success: true, result: true }
    },
  },
  { method: 'PUT', path: '/v1.0/card/streaming', token: 'app', handle: stream },
  { method: 'POST', path: '/v1.0/card/callbacks/register', token: 'app', handle: register },
]
