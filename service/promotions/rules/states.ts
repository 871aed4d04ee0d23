/** States of what was sent in: of each store and spot, and of the submission that is made of them. */
import { machine } from '../../states/machine.ts'
import { itemStatuses, type ItemStatus } from '../contract/content.ts'
import { visitAppealed, visitModified } from '../events.ts'

/** What can happen to a store or spot that was sent in (requirements B6, B7). */
export const itemMachine = machine({
  states: itemStatuses,
  steps: {
    submit: { from: ['none'], to: 'in_review' },
    approve: { from: ['in_review'], to: 'approved' },
    reject: { from: ['in_review'], to: 'rejected' },
    change: { from: ['approved', 'rejected'], to: 'in_review' },
    appeal: { from: ['rejected'], to: 'in_review' },
  },
})

/** What can be done to a submission as a whole; its state follows from those of its items. */
export const submissionMachine = machine({
  states: itemStatuses,
  steps: {
    /** Of this and of `undo` the events are those of reviews. */
    decide: { from: ['in_review'], into: ['approved', 'rejected'] },
    undo: { from: ['approved', 'rejected'], to: 'in_review' },
    /** Nothing may be left to review, when what was rejected is taken out. */
    modify: { from: ['rejected'], into: ['in_review', 'approved'], event: visitModified },
    appeal: { from: ['rejected'], to: 'in_review', event: visitAppealed },
  },
})

/** What is said of an item that waits. */
export const inReview = () => ({
  status: 'in_review' as const,
  reasons: [],
  note: '',
  decidedAt: null,
})

/** State of a submission: in review while any item is, then rejected if any is, else approved. */
export function statusOf(items: readonly ItemStatus[]): ItemStatus {
  if (items.includes('in_review')) return 'in_review'
  return items.includes('rejected') ? 'rejected' : 'approved'
}

/** Spots by state, and photos of store and spots together. */
export interface Tally {
  in_review: number
  approved: number
  rejected: number
  photos: number
}

interface Item {
  photos: readonly unknown[]
  verdict: { status: ItemStatus }
}

export function tallyOf(store: Item, spots: readonly Item[]): Tally {
  const tally = { in_review: 0, approved: 0, rejected: 0, photos: store.photos.length }
  for (const { photos, verdict } of spots) {
    tally[verdict.status]++
    tally.photos += photos.length
  }
  return tally
}
