/** What requests about cards carry: parameters with their limits, private parts, and how they change a card. */
import { memberByUserId, members } from '../../state/people.ts'
import type { StoredCard } from '../../state/shapes/messages.ts'
import type { StoredState } from '../../state/shapes/state.ts'
import { NewError, newText } from '../platform.ts'

/** Bytes. */
const longestName = 100
/** Bytes. */
const longestValue = 1024

export type Json = Record<string, unknown>

export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

export const bytesOf = (text: string) => Buffer.byteLength(text)

/** An error of the card API, whose message repeats its code. */
export const paramError = (name: string, status = 400) =>
  new NewError(status, `param.${name}`, `param.${name}`)

/** A text of the body, which the card API has a code for when it is empty. */
export const cardText = (body: Json, name: string) =>
  newText({ body }, name, paramError(`${name}Empty`))

/** Parameters of a card: texts by name, at most 100 bytes and 1 kB long. Throws `param.invalid` for others. */
export function paramMap(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw paramError('invalid')
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry !== 'string') throw paramError('invalid')
    if (bytesOf(name) > longestName || bytesOf(entry) > longestValue) throw paramError('invalid')
  }
  return value as Record<string, string>
}

/** 1: people are named by userid, 2: by unionId. */
export type UserIdType = 1 | 2

export const userIdTypeOf = (body: Json): UserIdType => (Number(body.userIdType) === 2 ? 2 : 1)

/** The member that a card request names. */
export const memberNamed = (state: StoredState, name: string, type: UserIdType) =>
  type === 2 ? members(state).find(({ unionId }) => unionId === name) : memberByUserId(state, name)

/** The private parts by userid, whatever ids the request names people by. Those of strangers are dropped. */
export function privateMaps(
  state: StoredState,
  value: unknown,
  type: UserIdType,
): Record<string, Record<string, string>> {
  const maps: Record<string, Record<string, string>> = {}
  for (const [name, part] of Object.entries(asObject(value))) {
    const map = paramMap(asObject(part).cardParamMap)
    const person = memberNamed(state, name, type)
    if (person) maps[person.member.userId] = map
  }
  return maps
}

export const findCard = (state: StoredState, outTrackId: string) =>
  state.cards.find((card) => card.outTrackId === outTrackId)

/** The shared parameters as one person sees them. */
export const sharedMap = (card: StoredCard, userId: string) =>
  card.shownTo?.[userId] ?? card.cardParamMap

/** Applies a change of the shared part: by key when asked so, else as a whole. All people see it. */
export function applyShared(card: StoredCard, change: Json) {
  if (change.cardData === undefined || change.cardData === null) return
  const given = paramMap(asObject(change.cardData).cardParamMap)
  const byKey = asObject(change.cardUpdateOptions).updateCardDataByKey === true
  card.cardParamMap = byKey ? { ...card.cardParamMap, ...given } : given
  delete card.shownTo
}

/** The same by the answer to a press: only who pressed sees it, the others with the next update. */
export function applyAnswered(card: StoredCard, change: Json, presser: string) {
  if (change.cardData === undefined || change.cardData === null) return
  const others = card.userIds.filter((userId) => userId !== presser)
  const seen = Object.fromEntries(others.map((userId) => [userId, sharedMap(card, userId)]))
  applyShared(card, change)
  if (others.length > 0) card.shownTo = seen
}

export function applyPrivate(
  card: StoredCard,
  maps: Record<string, Record<string, string>>,
  options: unknown,
) {
  const byKey = asObject(options).updatePrivateDataByKey === true
  for (const [userId, map] of Object.entries(maps))
    card.privateParamMaps[userId] = byKey ? { ...card.privateParamMaps[userId], ...map } : map
}
