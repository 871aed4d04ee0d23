/** Whether decisions fit what they decide, and how far a photo was taken from its store. */
import type { Place } from '../http/contract.ts'
import type { ItemStatus } from '../promotions/contract/content.ts'
import { storeItemId, verdictsOf } from '../promotions/rules/items.ts'
import { itemMachine, submissionMachine } from '../promotions/rules/states.ts'
import { machine, mayHappen } from '../states/machine.ts'
import type { Decision, RejectReason } from './contract.ts'
import { reviewDecided, reviewUndone } from './events.ts'

/** Longest decision: 200 spots with their POSM, each with reasons and a note. */
export const bodyLimit = '3mb'

/** What reviews do with a submission, and the events that tell of it. */
export const reviewMachine = machine({
  states: submissionMachine.states,
  steps: {
    decide: { ...submissionMachine.steps.decide, event: reviewDecided },
    undo: { ...submissionMachine.steps.undo, event: reviewUndone },
  },
})

/** The decision that an appeal which waits is against; undefined for anything else. */
export function decisionBefore<Decision>({
  status,
  cause,
  decisions,
}: {
  status: ItemStatus
  cause: string
  decisions: readonly Decision[]
}): Decision | undefined {
  return status === 'in_review' && cause === 'appeal' ? decisions.at(-1) : undefined
}

type Items = Parameters<typeof verdictsOf<{ status: ItemStatus }>>[0]

interface Reason {
  _id: string
  appliesTo: RejectReason['appliesTo']
  ofPosm?: boolean
}

/** Kinds of items that a reason applies to. */
export const itemsOf = ({
  appliesTo,
  ofPosm,
}: Pick<Reason, 'appliesTo' | 'ofPosm'>): RejectReason['appliesTo'] =>
  ofPosm ? [...appliesTo, 'posm'] : appliesTo

interface Wrong {
  field: string
  rule: string
}

/** Fields that a reason can be about. */
const fieldsOf: Record<RejectReason['appliesTo'][number], readonly string[]> = {
  store: ['photos', 'name', 'category', 'address', 'place'],
  spot: ['photos', 'codes', 'kind', 'note'],
  posm: ['type', 'count', 'photos'],
}

/** Ids of spots have no colon in them. */
function kindOf(item: string): RejectReason['appliesTo'][number] {
  if (item === storeItemId) return 'store'
  return item.includes(':') ? 'posm' : 'spot'
}

function wrongReasons(
  { item, status, reasons }: Decision,
  path: string,
  known: readonly Reason[],
): Wrong[] {
  if (status === 'approved') {
    return reasons.length ? [{ field: `${path}.reasons`, rule: 'must be empty when approved' }] : []
  }
  if (!reasons.length) {
    return [{ field: `${path}.reasons`, rule: 'needs at least one reason when rejected' }]
  }
  const kind = kindOf(item)
  return reasons.flatMap(({ code, field }, index) => {
    const at = `${path}.reasons.${index}`
    const reason = known.find(({ _id }) => _id === code)
    if (!reason) return [{ field: `${at}.code`, rule: 'is not on the list of reasons' }]
    if (!itemsOf(reason).includes(kind)) {
      return [{ field: `${at}.code`, rule: `is not a reason for a ${kind}` }]
    }
    if (field !== null && !fieldsOf[kind].includes(field)) {
      return [{ field: `${at}.field`, rule: `is not a field of a ${kind}` }]
    }
    return []
  })
}

/**
 * Everything that is wrong with decisions: each item in review must be decided exactly once,
 * and whatever is rejected needs a reason. Empty when nothing is wrong.
 */
export function wrongDecisions(
  items: Items,
  decisions: readonly Decision[],
  known: readonly Reason[],
): Wrong[] {
  const open = new Map([...verdictsOf(items)].map(([item, { status }]) => [item, status]))
  const decided = new Set<string>()
  const wrong: Wrong[] = []
  decisions.forEach((decision, index) => {
    const path = `decisions.${index}`
    const status = open.get(decision.item)
    const step = decision.status === 'approved' ? 'approve' : 'reject'
    if (!status) wrong.push({ field: `${path}.item`, rule: 'is no item of this submission' })
    else if (!mayHappen(itemMachine, step, status)) {
      wrong.push({ field: `${path}.item`, rule: 'is not in review' })
    } else if (decided.has(decision.item)) {
      wrong.push({ field: `${path}.item`, rule: 'is decided twice' })
    }
    decided.add(decision.item)
    wrong.push(...wrongReasons(decision, path, known))
  })
  for (const [item, status] of open) {
    if (status === 'in_review' && !decided.has(item)) {
      wrong.push({ field: 'decisions', rule: `must say something about ${item}` })
    }
  }
  return wrong
}

const earthRadius = 6_371_000

/** Metres between two places over the surface of the earth. */
export function metresBetween(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const latitude = radians(other.latitude - one.latitude)
  const longitude = radians(other.longitude - one.longitude)
  const square =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      Math.sin(longitude / 2) ** 2
  return Math.round(2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(square))))
}

interface WithPlaces {
  store: { place: Place | null; photos: readonly { id: string; place: Place | null }[] }
  spots: readonly { photos: readonly { id: string; place: Place | null }[] }[]
}

/** Metres from the store to where each photo was taken, by photo id; only where both are known. */
export function distancesOf({ store, spots }: WithPlaces): Record<string, number> {
  const { place } = store
  if (!place) return {}
  const photos = [store, ...spots].flatMap((item) => item.photos)
  return Object.fromEntries(
    photos.flatMap((photo) =>
      photo.place ? [[photo.id, metresBetween(place, photo.place)] as const] : [],
    ),
  )
}
