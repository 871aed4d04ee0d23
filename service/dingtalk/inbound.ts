/** What DingTalk sends, by Stream or HTTP alike: taken once, in one transaction with the event that it becomes. */
import { createHash } from 'node:crypto'
import { config } from '../config.ts'
import { log } from '../log.ts'
import { errorIn, readBotMessage, type BotMessage } from './bot-messages.ts'
import { readPress, type CardAction } from './card-presses.ts'
import { cardValues } from './card-values.ts'
import type { CardParams } from './cards.ts'
import { takeInOrder } from './event-queue.ts'
import { textOf } from './fields.ts'
import { countInbound, type InboundKind, type InboundOutcome } from './metrics.ts'
import { answerTo, isNoted, note, once } from './once.ts'
import { eventIdOf, readEvent } from './payloads.ts'

/**
 * Answers a press with what the card shows from now on. Runs inside a transaction, together with the note that
 * the press was taken: only reads and writes; whatever it throws undoes all of it and the person may press again.
 * A refusal that the person should read is best answered by parameters.
 */
export type CardHandler = (action: CardAction) => Promise<CardParams>

/** Runs inside a transaction: records an event, whose handler then answers with `sendToPeople`. */
export type BotHandler = (message: BotMessage) => Promise<void>

const cardHandlers = new Map<string, CardHandler>()
const botHandlers = new Set<BotHandler>()

/** Registers the handler of the buttons whose id begins so, such as `staff.` for `staff.approve`. */
export function onCardAction(prefix: string, handler: CardHandler): void {
  for (const [other, there] of cardHandlers) {
    const overlap = other.startsWith(prefix) || prefix.startsWith(other)
    if (overlap && there !== handler) throw new Error(`two handlers for buttons ${prefix}`)
  }
  cardHandlers.set(prefix, handler)
}

export function onBotMessage(handler: BotHandler): void {
  botHandlers.add(handler)
}

function ignore(kind: InboundKind, why: string, details: object = {}): InboundOutcome {
  countInbound(kind, 'ignored')
  log.info({ kind, why, ...details }, 'DingTalk event ignored')
  return 'ignored'
}

/**
 * Takes a contact event: `dingtalk.user_add_org` and so on, one for each userid, `data.userId`.
 * @param given type, id and organisation as they stand outside the data, where they do
 */
export async function takeEvent(
  data: Record<string, unknown>,
  given: { type?: string | undefined; id?: string | undefined; corpId?: string | undefined } = {},
): Promise<InboundOutcome> {
  const event = readEvent(data, given)
  const { corpId } = config().dingtalk
  if (event.corpId && event.corpId !== corpId) return ignore('event', 'another organisation')
  if (!event.isKnown) return ignore('event', 'a type without a handler')
  const id = given.id || eventIdOf(event, data)
  return takeInOrder(id, event)
}

/** Takes a message to the robot; deduplicated by its `msgId`. */
export async function takeBotMessage(data: Record<string, unknown>): Promise<InboundOutcome> {
  const code = errorIn(data)
  if (code) {
    countInbound('bot', 'refused')
    log.error({ errorCode: code.slice(0, 20) }, 'DingTalk robot message withheld')
    return 'refused'
  }
  const message = readBotMessage(data)
  const { messageId, userId, unionId } = message
  if (!messageId || !(userId || unionId)) return ignore('bot', 'no sender')
  const corpId = textOf(data['senderCorpId'])
  if (corpId && corpId !== config().dingtalk.corpId) return ignore('bot', 'another organisation')
  const { outcome } = await once('bot', messageId, async () => {
    for (const handle of botHandlers) await handle(message)
    return undefined
  })
  return outcome
}

interface Answered {
  actionId: string
  handler: CardHandler
}

/** The first id of a press that has a handler. */
function answeredBy(actionIds: readonly string[]): Answered | undefined {
  for (const actionId of actionIds) {
    const found = [...cardHandlers].find(([prefix]) => actionId.startsWith(prefix))
    if (found) return { actionId, handler: found[1] }
  }
  return undefined
}

/** Ids for the log: a few, none of them long. */
const shortened = (ids: readonly string[]) => ids.slice(0, 3).map((id) => id.slice(0, 60))

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Milliseconds in which the same press without a message id counts as the same. */
const samePress = 10_000

/**
 * Takes a press; the second delivery of it is answered as the first was.
 * @param messageId of the Stream frame; HTTP has none, there equal presses within ten seconds are one
 * @param signedAt time of the signature, over HTTP: it signs nothing else, so a press that was seen on its way could be
 *   sent again as long as the signature is fresh
 * @returns what DingTalk shows on the card
 */
export async function takeCardAction(
  data: Record<string, unknown>,
  messageId?: string,
  signedAt?: string,
): Promise<Record<string, unknown>> {
  const { corpId, actionIds, ...pressed } = readPress(data)
  const answered = answeredBy(actionIds)
  if (!answered || !pressed.userId || (corpId && corpId !== config().dingtalk.corpId)) {
    // the ids tell that the template does not bind its buttons as docs/card-template.md says
    ignore('card', 'a button without a handler', { actionIds: shortened(actionIds) })
    return {}
  }
  const { actionId, handler } = answered
  const action: CardAction = { ...pressed, actionId }
  const press = JSON.stringify([action.outTrackId, action.userId, actionId, action.params])
  const id = messageId ?? hashOf(press)
  const memory = messageId === undefined ? samePress : undefined
  const moment = signedAt === undefined ? undefined : hashOf(`${signedAt} ${press}`)
  const isReplay = moment !== undefined && (await isNoted('card', moment))
  if (isReplay) countInbound('card', 'duplicate')
  const answer = isReplay
    ? await answerTo('card', id)
    : (await once('card', id, () => handler(action), memory)).answer
  if (moment !== undefined) await note('card', moment)
  return {
    cardUpdateOptions: { updateCardDataByKey: true },
    cardData: { cardParamMap: cardValues(answer ?? {}) },
  }
}
