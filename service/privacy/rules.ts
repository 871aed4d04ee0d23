/** The people whose personal data is erased, and what takes its place. */
import type { StaffStatus } from '../staff/contract/association.ts'

/** States of an entry in which the ISO has nothing to do with the person any more. */
export const formerStatuses: readonly StaffStatus[] = ['rejected', 'removed', 'left']

/** Tells one erased person from another, on screens and in exports; the id says no more than that. */
export const nameOfErased = (id: string) =>
  `Erased ${id.replaceAll('-', '').slice(-6).toUpperCase()}`
