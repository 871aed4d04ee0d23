/** Reads presses of card buttons, whose shape differs between templates, clients and ways of delivery. */
import { fieldsOf, textOf, type Fields } from './fields.ts'

/** A press of a button on a card of ours. */
export interface CardAction {
  outTrackId: string
  /** The person who pressed. */
  userId: string
  actionId: string
  params: Record<string, unknown>
}

interface Press extends Omit<CardAction, 'actionId'> {
  corpId: string
  /** Ids that the press may mean, the most certain first. */
  actionIds: string[]
}

function listOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.map(textOf).filter(Boolean)
}

/**
 * DingTalk puts the same into `content` and `value`, or only one of them. The parameters of the button stand inside
 * `cardPrivateData` or beside it. `actionIds` holds the id of the component, which DingTalk generates unless the
 * template binds it: our own id comes as the parameter `actionId`, so that is tried first.
 */
export function readPress(data: Fields): Press {
  const contexts = [fieldsOf(data['value']), fieldsOf(data['content'])]
  const privates = contexts.map((context) => fieldsOf(context['cardPrivateData']))
  const params: Fields = Object.assign(
    {},
    ...[...contexts, ...privates].map((one) => fieldsOf(one['params'])),
  )
  const generated = [...privates, ...contexts].flatMap((one) => listOf(one['actionIds']))
  return {
    outTrackId: textOf(data['outTrackId']),
    userId: textOf(data['userId']),
    corpId: textOf(data['corpId']),
    params,
    actionIds: [...new Set([...listOf(params['actionId']), ...generated])],
  }
}
