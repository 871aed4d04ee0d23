/** States of what was sent in: of each store and spot, and of the submission that is made of them. */
import type { ItemStatus } from '../contract.ts'

/** What can happen to a store or spot that was sent in (requirements B6, B7). */
export const itemSteps = ['approve', 'reject', 'change', 'appeal'] as const
export type ItemStep = (typeof itemSteps)[number]

/** Where each step leads; what is not listed cannot happen. */
export const itemTable: Record<ItemStatus, Partial<Record<ItemStep, ItemStatus>>> = {
  in_review: { approve: 'approved', reject: 'rejected' },
  approved: { change: 'in_review' },
  rejected: { change: 'in_review', appeal: 'in_review' },
}

/** The state after a step; undefined when it cannot happen. */
export function itemAfter(status: ItemStatus, step: ItemStep): ItemStatus | undefined {
  return itemTable[status][step]
}

/** What can be done to a submission as a whole. */
export const submissionSteps = ['decide', 'modify', 'appeal'] as const
export type SubmissionStep = (typeof submissionSteps)[number]

const wholeTable: Record<ItemStatus, readonly SubmissionStep[]> = {
  in_review: ['decide'],
  approved: [],
  rejected: ['modify', 'appeal'],
}

export function mayHappen(step: SubmissionStep, status: ItemStatus): boolean {
  return wholeTable[status].includes(step)
}

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
