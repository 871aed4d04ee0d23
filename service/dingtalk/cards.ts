/** Interactive cards in the robot's chat: delivered once each, changed in place, their buttons answered by `inbound`. */
import { createHash } from 'node:crypto'
import { config } from '../config.ts'
import { cutTo } from '../text/shared/name.ts'
import { batchChange, sendBatched, takeBatched } from './card-changes.ts'
import { cardValues } from './card-values.ts'
import { DingTalkError } from './errors.ts'
import { withRetries } from './retries.ts'
import {
  createAndDeliver,
  deliverMade,
  registerCardCallback,
  updateCardData,
  type CardToDeliver,
} from './sdk/cards.ts'
import { cardSecret } from './signatures.ts'
import { deliveredUnder, isUndelivered, noteUndelivered, sendOnce } from './sends.ts'
import { withToken } from './tokens.ts'
import { shouldSaveCalls } from './usage.ts'

/**
 * What a card shows, all of it text: `title`, `status`, `statusKind` (info, success, warning, danger), `text`,
 * `line1Label`/`line1Value` to `line6…`, and `button1Id`/`button1Title`/`button1Style`/`button1Url` to
 * `button5…`; an empty title takes a button away, a button with a URL opens it, without one it calls back. URLs are given as https.
 */
export type CardParams = Record<string, string>

/** What announces a card before it is opened. */
export interface Announcement {
  /** In the language of its reader. */
  text: string
  /** By language, BCP 47: for clients set to another one. */
  byLanguage: Partial<Record<string, string>>
}

/** Languages of DingTalk's clients, and ours that their users read; the others see the words of the card's reader. */
const clientLanguages: Record<string, string | undefined> = {
  ZH_CN: 'zh-CN',
  ZH_TW: 'zh-CN',
  EN_US: 'en',
  JA_JP: undefined,
  VI_VN: undefined,
  TH_TH: undefined,
}

/** DingTalk cuts what is longer, and may do so through a character. */
const longestAnnouncement = 200

function announce({ text, byLanguage }: Announcement): CardToDeliver['announcement'] {
  const alert = cutTo(longestAnnouncement, text)
  if (!alert) return undefined
  const words = Object.entries(clientLanguages).map(([client, ours = '']) => [
    client,
    cutTo(longestAnnouncement, byLanguage[ours] ?? '') || alert,
  ])
  return { alert, lastMessage: Object.fromEntries(words) as Record<string, string> }
}

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
    registration = withRetries(() =>
      withToken('new', (token) => registerCardCallback(token, route)),
    )
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
 * Makes a card and puts it before its reader. When DingTalk has the card already, an answer of it was lost: it is
 * delivered, unless DingTalk said then that it had reached no reader.
 * @returns whether the reader has it
 */
async function makeAndDeliver(key: string, card: CardToDeliver): Promise<boolean> {
  try {
    return await withRetries(() => withToken('new', (token) => createAndDeliver(token, card)), {
      repeatable: false,
    })
  } catch (error) {
    if (!(error instanceof DingTalkError) || error.code !== 'param.cardAlreadyExist') throw error
    if (!(await isUndelivered(key))) return true
    return withRetries(() => withToken('new', (token) => deliverMade(token, card)), {
      repeatable: false,
    })
  }
}

/**
 * Puts a card before one person. A second call with the same `outTrackId` does nothing.
 * @param outTrackId ours, unique; presses bring it back, and `onCardAction` registers what answers them
 * @throws DingTalkError
 */
export async function deliverCard(card: {
  outTrackId: string
  templateId: string
  userId: string
  params: CardParams
  announcement: Announcement
}): Promise<void> {
  const { robotCode, events } = config().dingtalk
  const { outTrackId, templateId, userId, params, announcement } = card
  const key = `card:${outTrackId}`
  if ((await deliveredUnder(key)).has(userId)) return
  const callback =
    events === 'stream'
      ? ({ type: 'STREAM' } as const)
      : ({ type: 'HTTP', routeKey: await ensureRoute() } as const)
  await sendOnce(key, async (already) => {
    if (already.has(userId)) return []
    const isDelivered = await makeAndDeliver(key, {
      outTrackId,
      cardTemplateId: templateId,
      userId,
      robotCode,
      cardParamMap: cardValues(params),
      announcement: announce(announcement),
      callback,
    })
    if (isDelivered) return [userId]
    await noteUndelivered(key)
    throw new DingTalkError('new', 'card_not_delivered', 'other')
  })
}

/** @throws DingTalkError */
async function sendChange(outTrackId: string, params: CardParams): Promise<void> {
  const updated = await withRetries(() =>
    withToken('new', (token) => updateCardData(token, outTrackId, cardValues(params))),
  )
  if (!updated) throw new DingTalkError('new', 'card_not_updated', 'other')
}

/**
 * Changes what a delivered card shows; parameters that are not given stay. While calls are saved, changes of one card
 * are sent together some minutes later.
 * @throws DingTalkError
 */
export async function updateCard(card: { outTrackId: string; params: CardParams }): Promise<void> {
  const { outTrackId, params } = card
  if (await shouldSaveCalls()) return batchChange(outTrackId, params)
  await sendChange(outTrackId, { ...(await takeBatched(outTrackId)), ...params })
}

/** Sends the changes that have waited long enough. @returns how many */
export function sendBatchedChanges(): Promise<number> {
  return sendBatched(sendChange)
}
