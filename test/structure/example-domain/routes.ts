/** Joins contract and actions: finds the record, checks the right, acts, and answers. */
import type { Operator } from '../../../service/http/callers.ts'
import { viewPage } from '../../../service/http/damaged.ts'
import { abilities, allow } from '../../../service/http/policy.ts'
import { serve, type Route } from '../../../service/http/serve.ts'
import { findStaffMember } from '../../../service/staff/actions/find.ts'
import { inState } from '../../../service/states/machine.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import type { StoredBadge } from './model.ts'
import { badgePolicy } from './policy.ts'
import { badgeMachine } from './rules.ts'

/** In a domain with more to show this is `view.ts`. */
function viewBadge(badge: StoredBadge, me: Operator): contract.Badge {
  const { _id: id, number, status } = badge
  const shown = { verbs: ['send'], when: inState(badgeMachine, status) } as const
  return { id, number, status, abilities: abilities(me, badgePolicy, badge, shown) }
}

export const badgeRoutes: Route[] = [
  serve(contract.listBadges, async ({ me, query }) =>
    viewPage('badges', await actions.pageOfBadges(me.scope, query), (one) => viewBadge(one, me)),
  ),
  serve(contract.findBadge, async ({ me, params }) =>
    viewBadge(await actions.findBadge(me.scope, params.badgeId), me),
  ),
  serve(contract.orderBadge, async ({ me, body: { id: _id, staff, number } }) => {
    const { iso, regions = [] } = await findStaffMember(me.scope, staff)
    return viewBadge(await actions.order({ _id, iso, regions, staff, number }, me), me)
  }),
  serve(contract.sendBadge, async ({ me, params }) => {
    const badge = await actions.findBadge(me.scope, params.badgeId)
    allow(me, badgePolicy, 'send', badge)
    return viewBadge(await actions.send(badge, me), me)
  }),
]
