/** Where a card is delivered: the spaces named in `openSpaceId`, and what requests say of each kind of space. */
import { randomBytes } from 'node:crypto'
import { writeTo } from '../../state/chats.ts'
import { groupById, groupMembers } from '../../state/groups.ts'
import type { MemberPerson } from '../../state/people.ts'
import type { CardSpace, StoredCard } from '../../state/shapes/messages.ts'
import { groupChat, robotChat } from '../chat.ts'
import type { Platform } from '../platform.ts'
import { asObject, memberNamed, paramError, type Json, type UserIdType } from './data.ts'

const prefix = 'dtv1.card//'

/** Names of the request's parts, by kind of space. */
const parts = {
  IM_ROBOT: { space: 'imRobotOpenSpaceModel', deliver: 'imRobotOpenDeliverModel' },
  IM_GROUP: { space: 'imGroupOpenSpaceModel', deliver: 'imGroupOpenDeliverModel' },
  IM_SINGLE: { space: 'imSingleOpenSpaceModel', deliver: 'imSingleOpenDeliverModel' },
  ONE_BOX: { space: 'topOpenSpaceModel', deliver: 'topOpenDeliverModel' },
} as const

const kinds = Object.keys(parts) as CardSpace[]

export interface Space {
  kind: CardSpace
  id: string
}

/** `dtv1.card//type1.id1;type2.id2`: one prefix for all, types in capitals or not. */
export function readSpaces(openSpaceId: string): Space[] {
  if (!openSpaceId.startsWith(prefix)) throw paramError('openSpaceIdInvalid')
  return openSpaceId
    .slice(prefix.length)
    .split(';')
    .map((space) => {
      const [, type = '', id = ''] = /^(\w+)\.(.+)$/.exec(space.trim()) ?? []
      const kind = kinds.find((one) => one === type.toUpperCase())
      if (!kind || !id) throw paramError('openSpaceIdInvalid')
      return { kind, id }
    })
}

/** For which kinds of space a card is made, and what each announces it by. */
export function readSpaceModels(body: Json): NonNullable<StoredCard['spaces']> {
  const found: NonNullable<StoredCard['spaces']> = {}
  for (const kind of kinds) {
    const given = body[parts[kind].space]
    if (given === undefined || given === null) continue
    if (typeof given !== 'object') throw paramError('openSpaceModelInvalid')
    const { lastMessageI18n, notification } = asObject(given)
    const { alertContent, notificationOff } = asObject(notification)
    found[kind] = {
      ...(lastMessageI18n !== undefined && { lastMessage: languages(lastMessageI18n) }),
      ...(typeof alertContent === 'string' && { alert: alertContent }),
      ...(notificationOff === true && { silent: true as const }),
    }
  }
  return found
}

function languages(value: unknown): Record<string, string> {
  const entries = Object.entries(asObject(value))
  if (!entries.every(([, text]) => typeof text === 'string'))
    throw paramError('openSpaceModelInvalid')
  return Object.fromEntries(entries) as Record<string, string>
}

/** Each kind of space needs its part of the request; a group's names the robot that sends. */
export function checkDeliverModels(body: Json, spaces: Space[], empty: string, wrong: string) {
  for (const kind of new Set(spaces.map((space) => space.kind))) {
    const model = asObject(body[parts[kind].deliver])
    if (Object.keys(model).length === 0) throw paramError(empty)
    if (kind === 'IM_ROBOT' && model.spaceType !== undefined && model.spaceType !== 'IM_ROBOT')
      throw paramError(wrong)
    if (kind === 'IM_GROUP' && typeof model.robotCode !== 'string') throw paramError(wrong)
  }
}

/** Puts the card into the spaces. Says of each whether it is there. */
export function deliver(
  platform: Platform,
  card: StoredCard,
  spaces: Space[],
  userIdType: UserIdType,
) {
  const results = spaces.map((space) => {
    const error = deliverTo(platform, card, space, userIdType)
    return {
      spaceType: space.kind,
      spaceId: space.id,
      success: error === undefined,
      // only the chats give one, by which it can be asked who has read the card
      ...(error === undefined
        ? { carrierId: randomBytes(24).toString('base64') }
        : { errorMsg: error }),
    }
  })
  platform.store.changed()
  return results
}

/** @returns why not, when it is not delivered */
function deliverTo(
  { settings, store }: Platform,
  card: StoredCard,
  { kind, id }: Space,
  userIdType: UserIdType,
): string | undefined {
  if (card.spaces && !card.spaces[kind]) return 'spaces of card is empty'
  if (kind === 'IM_ROBOT') {
    const person = memberNamed(store.state, id, userIdType)
    if (!person) return 'user not found'
    put(store, card, person, robotChat({ settings }))
    return undefined
  }
  const group = groupById(store.state, id)
  if (!group) return 'openConversationId is invalid'
  for (const person of groupMembers(store.state, group)) put(store, card, person, groupChat(group))
  return undefined
}

/** A card that lies in the person's chats already is not put there again. */
function put(
  store: Platform['store'],
  card: StoredCard,
  person: MemberPerson,
  chat: Parameters<typeof writeTo>[2],
) {
  const { userId } = person.member
  if (card.userIds.includes(userId)) return
  card.userIds.push(userId)
  if (chat.kind === 'group') card.groups = { ...card.groups, [userId]: chat.id }
  writeTo(store, person, chat, { kind: 'card', outTrackId: card.outTrackId })
}
