/** What a reviewer has chosen so far, item by item, with undo; nothing leaves before it is sent. */
import type { Decision } from '../../../service/reviews/contract.ts'
import type { ReviewItem } from './items.ts'

export type Reason = Decision['reasons'][number]

export interface Choice {
  status: 'approved' | 'rejected'
  reasons: Reason[]
  note: string
}

export interface Choices {
  byItem: Record<string, Choice>
  /** Earlier states, newest last, each with the item that was changed from there. */
  past: { item: string; byItem: Record<string, Choice> }[]
}

/** The contract takes at most this many reasons an item. */
export const mostReasons = 5

export const noChoices: Choices = { byItem: {}, past: [] }

type Step =
  | { do: 'approve'; item: string }
  | { do: 'reject'; item: string }
  | { do: 'toggleReason'; item: string; reason: Reason; from?: Choice | undefined }
  | { do: 'setField'; item: string; code: string; field: string | null; from?: Choice | undefined }
  | { do: 'note'; item: string; note: string; from?: Choice | undefined }
  | { do: 'undo' }
  | { do: 'reset' }

export function choose(choices: Choices, step: Step): Choices {
  if (step.do === 'reset') return noChoices
  if (step.do === 'undo') {
    const last = choices.past.at(-1)
    return last ? { byItem: last.byItem, past: choices.past.slice(0, -1) } : choices
  }
  // what was chosen with the spot is where POSM starts from
  const before = choices.byItem[step.item] ?? ('from' in step ? step.from : undefined)
  const after = changed(before, step)
  if (after === before) return choices
  const byItem = { ...choices.byItem, [step.item]: after }
  // a note is undone in its own field, letter by letter, as everywhere else
  if (step.do === 'note') return { ...choices, byItem }
  return { byItem, past: [...choices.past, { item: step.item, byItem: choices.byItem }] }
}

type ItemStep = Exclude<Step, { do: 'undo' } | { do: 'reset' }>

function changed(before: Choice | undefined, step: ItemStep): Choice {
  const note = before?.note ?? ''
  const reasons = before?.reasons ?? []
  const rejected = (list: Reason[]): Choice => ({ status: 'rejected', reasons: list, note })
  switch (step.do) {
    case 'approve':
      return before?.status === 'approved' ? before : { status: 'approved', reasons: [], note }
    case 'reject':
      return before?.status === 'rejected' ? before : rejected([])
    case 'toggleReason': {
      const without = reasons.filter((reason) => reason.code !== step.reason.code)
      if (without.length < reasons.length) return rejected(without)
      if (before && reasons.length >= mostReasons) return before
      return rejected([...reasons, step.reason])
    }
    case 'setField':
      return rejected(
        reasons.map((reason) =>
          reason.code === step.code ? { ...reason, field: step.field } : reason,
        ),
      )
    case 'note':
      return { status: before?.status ?? 'rejected', reasons, note: step.note }
  }
}

/**
 * What is chosen for an item. POSM goes with its spot unless something else is chosen for it: one key is enough for both.
 * Its photos are those of the spot, so what is wrong with the spot is said of the POSM too.
 */
export function choiceFor({ id, posm }: ReviewItem, { byItem }: Choices): Choice | undefined {
  const own = byItem[id]
  if (own || !posm) return own
  const ofSpot = byItem[posm.spot]
  if (!ofSpot) return undefined
  const reasons = ofSpot.reasons
    .filter(({ code }) => posm.reasons.has(code))
    .map(({ code, field }) => ({ code, field: field === 'photos' ? field : null }))
  // the reviewer's own words stand at the spot
  return { ...ofSpot, reasons, note: '' }
}

/** Items that keep the decision from being sent: not chosen yet, or rejected without a reason. */
export function gaps(items: ReviewItem[], choices: Choices) {
  const open = items.filter((item) => item.open)
  return {
    undecided: open.filter((item) => !choiceFor(item, choices)),
    withoutReason: open.filter((item) => {
      const choice = choiceFor(item, choices)
      return choice?.status === 'rejected' && choice.reasons.length === 0
    }),
  }
}

/** Photos of approved items that were never on the screen, by item. */
export function unseenPhotos(items: ReviewItem[], choices: Choices, seen: ReadonlySet<string>) {
  return (
    items
      .filter((item) => item.open && choiceFor(item, choices)?.status === 'approved')
      // photos of POSM are those of its spot: told of once
      .filter(
        (item, _at, all) => item.kind !== 'posm' || !all.some(({ id }) => id === item.posm?.spot),
      )
      .map((item) => ({ item, photos: item.photos.filter((photo) => !seen.has(photo.id)) }))
      .filter(({ photos }) => photos.length > 0)
  )
}

/** What is sent: one decision for each item that waits. */
export function toSend(items: ReviewItem[], choices: Choices): Decision[] {
  return items
    .filter((item) => item.open)
    .flatMap((item) => {
      const choice = choiceFor(item, choices)
      return choice ? [{ item: item.id, ...choice, note: choice.note.trim() }] : []
    })
}
