/** Finds badges inside the scope, and what is done to them. */
import { isDuplicateKey } from '../../../service/database/duplicate-key.ts'
import { keysetPage } from '../../../service/database/keyset-page.ts'
import { insertRow } from '../../../service/database/rows.ts'
import { transaction } from '../../../service/database/transaction.ts'
import { refuse } from '../../../service/errors.ts'
import { actorOf, type Operator } from '../../../service/http/callers.ts'
import { withinRegions, type Scope } from '../../../service/http/scope.ts'
import { record } from '../../../service/outbox/record.ts'
import { move, tryMove } from '../../../service/states/move.ts'
import { badgeOrdered } from './events.ts'
import { Badges, type StoredBadge } from './model.ts'
import { badgeMachine } from './rules.ts'

export const pageOfBadges = (scope: Scope, query: { limit: number; after?: string | undefined }) =>
  keysetPage(Badges, { ...withinRegions(scope) }, { ...query, sort: [['_id', -1]] })

/** @throws Refusal `not_found` outside the scope just as when there is none */
export async function findBadge(scope: Scope, id: string): Promise<StoredBadge> {
  const found = await Badges.findOne({ _id: id, ...withinRegions(scope) }).lean<StoredBadge>()
  return found ?? refuse('not_found')
}

/** Sent again, it answers the same. */
export async function order(badge: StoredBadge, me: Operator): Promise<StoredBadge> {
  const { _id: id, iso: tenant, staff, regions } = badge
  try {
    await transaction(async () => {
      await insertRow(Badges, badge)
      await record(badgeOrdered, { tenant, id, by: actorOf(me), staff, regions })
    })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  return findBadge(me.scope, id)
}

const told = ({ iso, staff }: StoredBadge) => ({ tenant: iso, staff, data: () => ({}) })

/** @throws Refusal `wrong_state` when it was sent already */
export const send = (badge: StoredBadge, me: Operator) =>
  move(Badges, badgeMachine, badge, 'send', { ...told(badge), by: actorOf(me) })

/** By its holder; a second time nothing happens. */
export function receive(badge: StoredBadge) {
  const by = { kind: 'staff', id: badge.staff } as const
  return tryMove(Badges, badgeMachine, badge, 'receive', { ...told(badge), by })
}
