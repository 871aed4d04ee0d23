/** Reads presses of card buttons, whose shape differs between templates, clients and ways of delivery. */

/** A press of a button on a card of ours. */
export interface CardAction {
  outTrackId: string
  /** Who pressed. */
  userId: string
  actionId: string
  params: Record<string, unknown>
}

interface Press extends Omit<CardAction, 'actionId'> {
  corpId: string
  /** Ids that the press may mean, the most certain first. */
  actionIds: string[]
}

type Json = Record<string, unknown>

export const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object as it is, or as JSON text; empty for anything else. */
function objectOf(value: unknown): Json {
  if (isObject(value)) return value
  if (typeof value !== 'string') return {}
  try {
    const parsed: unknown = JSON.parse(value)
    return isObject(parsed) ? parsed : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
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
export function readPress(data: Json): Press {
  const contexts = [objectOf(data['value']), objectOf(data['content'])]
  const privates = contexts.map((context) => objectOf(context['cardPrivateData']))
  const params: Json = Object.assign(
    {},
    ...[...contexts, ...privates].map((one) => objectOf(one['params'])),
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
