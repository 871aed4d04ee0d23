/** The domains of the service, and the personal data of all; what a domain gives is in its `domain.ts`. */
import { accounts } from './accounts/domain.ts'
import { agreements } from './agreements/domain.ts'
import type { Domain } from './domain.ts'
import { activity } from './activity/domain.ts'
import { drafts } from './drafts/domain.ts'
import { inspections } from './inspections/domain.ts'
import { marketingCodes } from './marketing-codes/domain.ts'
import { notificationPersonalData } from './notifications/actions/personal-data.ts'
import { rejectionReasons } from './rejection-reasons/domain.ts'
import type { PersonalData } from './personal-data/declaration.ts'
import { photos } from './photos/domain.ts'
import { eventPersonalData } from './privacy/actions/events.ts'
import { products } from './products/domain.ts'
import { promotions } from './promotions/domain.ts'
import { reviews } from './reviews/domain.ts'
import { staff } from './staff/domain.ts'
import { staffImports } from './staff-imports/domain.ts'
import { stores } from './stores/domain.ts'
import { team } from './team/domain.ts'
import { testAccounts } from './test-accounts/domain.ts'
import { workspaces } from './workspaces/domain.ts'

/** A domain uses only those before it. */
export const domains: readonly Domain[] = [
  accounts,
  team,
  workspaces,
  rejectionReasons,
  products,
  photos,
  stores,
  marketingCodes,
  staff,
  staffImports,
  agreements,
  activity,
  promotions,
  drafts,
  reviews,
  inspections,
  testAccounts,
]

/**
 * What these domains, and what lies below them, keep of people, in the order in which it is erased: rows by which the
 * person is found come last, so that a broken run can be repeated.
 */
export function personalDataOf(from: readonly Domain[]): readonly PersonalData[] {
  const all: readonly PersonalData[] = [
    ...eventPersonalData,
    ...notificationPersonalData,
    ...from.toReversed().flatMap(({ personalData: its = [] }) => its),
  ]
  return [
    ...all.filter(({ findsPerson }) => !findsPerson),
    ...all.filter(({ findsPerson }) => findsPerson),
  ]
}

export const personalData: readonly PersonalData[] = personalDataOf(domains)
