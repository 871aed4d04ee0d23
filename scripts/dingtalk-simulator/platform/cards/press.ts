/** A person presses a button of a card: the callback, spelled as DingTalk spells it, and what its answer changes. */
import { createHash } from 'node:crypto'
import type { MemberPerson } from '../../state/people.ts'
import type { Knobs } from '../../state/shapes/misbehaviour.ts'
import type { StoredCard } from '../../state/shapes/messages.ts'
import { conversationOf } from '../chat.ts'
import { NewError, type Platform } from '../platform.ts'
import { applyAnswered, applyPrivate, asObject, findCard, paramMap } from './data.ts'

export interface Press {
  /** The service's own id of the button. */
  actionId: string
  params?: Record<string, unknown>
}

export type Pressed = { delivered: true } | { delivered: false; reason: string }

/** The id that the card builder gives a button: made up by it, the same for every card of the template. */
export function generatedActionId(templateId: string, actionId: string) {
  const hash = createHash('sha256').update(`${templateId} ${actionId}`).digest('hex')
  return `single_button_node_ocl${BigInt(`0x${hash.slice(0, 16)}`)
    .toString(36)
    .slice(0, 8)}`
}

/**
 * What is said of the button. Usually in `content` and again in `value`, with an id that the builder made up and the
 * service's own in `params`; some frames have `value` alone with `params` beside `cardPrivateData`; and a template
 * whose action id is bound to a variable names the service's own.
 */
function pressed(card: StoredCard, { actionId, params }: Press, frames: Knobs['cardFrames']) {
  const generated = generatedActionId(card.templateId, actionId)
  const given = params ?? { actionId }
  if (frames === 'beside') {
    const cardPrivateData = { actionIds: [generated] }
    return { value: JSON.stringify({ cardPrivateData, params: given }) }
  }
  const cardPrivateData =
    frames === 'bound'
      ? { actionIds: [actionId], params: params ?? {} }
      : { actionIds: [generated], params: given }
  const content = JSON.stringify({ cardPrivateData })
  return { content, value: content }
}

/** @returns undefined when the person does not have the card */
export async function pressCard(
  platform: Platform,
  person: MemberPerson,
  outTrackId: string,
  press: Press,
): Promise<Pressed | undefined> {
  const { settings, store, callbacks } = platform
  const card = findCard(store.state, outTrackId)
  const { userId } = person.member
  if (!card?.userIds.includes(userId)) return undefined
  const userIdType = card.userIdType ?? 1
  const outcome = await callbacks.cardPress(card, {
    type: 'actionCallback',
    outTrackId,
    spaceType: 'im',
    spaceId: card.groups?.[userId] ?? conversationOf(person),
    corpId: settings.corpId,
    userId: userIdType === 2 ? person.unionId : userId,
    userIdType,
    extension: '{}',
    ...pressed(card, press, store.state.knobs.cardFrames),
  })
  if (!outcome.ok) return { delivered: false, reason: outcome.reason ?? 'not delivered' }
  const answer = asObject(outcome.answer)
  try {
    applyAnswered(card, answer, userId)
    const own = asObject(answer.userPrivateData ?? answer.privateData)
    if (own.cardParamMap !== undefined)
      applyPrivate(card, { [userId]: paramMap(own.cardParamMap) }, answer.cardUpdateOptions)
  } catch (error) {
    if (error instanceof NewError)
      return { delivered: false, reason: `the answer is no card data: ${error.message}` }
    throw error
  } finally {
    store.changed()
  }
  return { delivered: true }
}
