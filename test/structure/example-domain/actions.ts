/** Finds badges inside the scope, and what is done to them. */
import { keysetPage } from '../../../service/database/keyset-page.ts'
import { orNotFound } from '../../../service/errors.ts'
import { actorOf, staffActor, type Operator } from '../../../service/http/callers.ts'
import { withinRegions, type Scope } from '../../../service/http/scope.ts'
import { tryBegin } from '../../../service/states/begin.ts'
import { move, tryMove } from '../../../service/states/move.ts'
import { Badges, type StoredBadge } from './model.ts'
import { badgeMachine } from './rules.ts'

export const pageOfBadges = (scope: Scope, query: { limit: number; after?: string | undefined }) =>
  keysetPage(Badges, { ...withinRegions(scope) }, { ...query, sort: [['_id', -1]] })

/** @throws Refusal `not_found` outside the scope just as when there is none */
export const findBadge = (scope: Scope, id: string): Promise<StoredBadge> =>
  orNotFound(Badges.findOne({ _id: id, ...withinRegions(scope) }).lean<StoredBadge>())

/** Sent again, it answers the same. */
export async function order(badge: Omit<StoredBadge, 'status'>, me: Operator) {
  await tryBegin(Badges, badgeMachine, badge, 'order', { by: actorOf(me), staff: badge.staff })
  return findBadge(me.scope, badge._id)
}

/** @throws Refusal `wrong_state` when it was sent already */
export const send = (badge: StoredBadge, me: Operator) =>
  move(Badges, badgeMachine, badge, 'send', { by: actorOf(me), staff: badge.staff })

/** By its holder; a second time nothing happens. */
export function receive(badge: StoredBadge) {
  const { staff } = badge
  return tryMove(Badges, badgeMachine, badge, 'receive', { by: staffActor(staff), staff })
}
