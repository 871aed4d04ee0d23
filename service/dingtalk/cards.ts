/** Interactive cards in the robot's chat: delivered once each, changed in place, their buttons answered by `inbound`. */
import { createHash } from 'node:crypto'
import { config } from '../config.ts'
import { cardSecret } from './callback/signatures.ts'
import { DingTalkError } from './errors.ts'
import { patiently } from './retries.ts'
import { createAndDeliver, registerCardCallback, updateCardData } from './sdk/cards.ts'
import { deliveredUnder, sendOnce } from './sends.ts'
import { withToken } from './tokens.ts'

/**
 * What a card shows, all of it text: `title`, `status`, `statusKind` (info, success, warning, danger), `text`,
 * `line1Label`/`line1Value` to `line6…`, and `button1Id`/`button1Title`/`button1Style`/`button1Url` to
 * `button5…`; an empty title takes a button away, a button with a URL opens it, without one it calls back.
 */
export type CardParams = Record<string, string>

const registered = new Map<string, Promise<void>>()

/** Where presses go in HTTP mode, as it is registered with DingTalk. */
export function cardRoute(): { callbackRouteKey: string; callbackUrl: string; apiSecret: string } {
  const { publicUrl, dingtalk } = config()
  const callbackUrl = `${publicUrl}/dingtalk/card`
  const callbackRouteKey = createHash('sha256').update(callbackUrl).digest('hex').slice(0, 32)
  return { callbackRouteKey, callbackUrl, apiSecret: cardSecret(dingtalk.clientSecret) }
}

/** Tells DingTalk once where presses go in HTTP mode. @returns the route key */
async function ensureRoute(): Promise<string> {
  const { dingtalk } = config()
  const route = cardRoute()
  const { callbackRouteKey } = route
  const known = `${dingtalk.apiUrl} ${dingtalk.clientId} ${callbackRouteKey}`
  let registration = registered.get(known)
  if (!registration) {
    registration = patiently(() => withToken('new', (token) => registerCardCallback(token, route)))
    registered.set(known, registration)
  }
  try {
    await registration
  } catch (error) {
    registered.delete(known)
    throw error
  }
  return callbackRouteKey
}

/**
 * Puts a card before one person. A second call with the same `outTrackId` does nothing.
 * @param outTrackId ours, unique; presses bring it back, and `onCardAction` says who answers them
 * @throws DingTalkError
 */
export async function deliverCard(card: {
  outTrackId: string
  templateId: string
  userId: string
  params: CardParams
}): Promise<void> {
  const { robotCode, events } = config().dingtalk
  const key = `card:${card.outTrackId}`
  if ((await deliveredUnder(key)).has(card.userId)) return
  const callback =
    events === 'stream'
      ? ({ type: 'STREAM' } as const)
      : ({ type: 'HTTP', routeKey: await ensureRoute() } as const)
  await sendOnce(key, async (already) => {
    if (already.has(card.userId)) return []
    const delivered = await patiently(
      () =>
        withToken('new', (token) =>
          createAndDeliver(token, {
            outTrackId: card.outTrackId,
            cardTemplateId: card.templateId,
            userId: card.userId,
            robotCode,
            cardParamMap: card.params,
            callback,
          }),
        ),
      { repeatable: false },
    )
    if (!delivered) throw new DingTalkError('new', 'card_not_delivered', 'other')
    return [card.userId]
  })
}

/** Changes what a delivered card shows; parameters that are not given stay. @throws DingTalkError */
export async function updateCard(card: { outTrackId: string; params: CardParams }): Promise<void> {
  const updated = await patiently(() =>
    withToken('new', (token) => updateCardData(token, card.outTrackId, card.params)),
  )
  if (!updated) throw new DingTalkError('new', 'card_not_updated', 'other')
}
