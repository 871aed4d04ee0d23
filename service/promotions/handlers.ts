/** What follows a submission: its photos count as used, and its store shows what stands there. */
import type { EventRow } from '../outbox/model.ts'
import { on } from '../outbox/handlers.ts'
import { worksIn } from '../staff/actions/regions.ts'
import { keepStore } from './actions/stores.ts'
import { keepUses } from './actions/uses.ts'
import { visitAppealed, visitModified, visitSubmitted } from './events.ts'

type About = Pick<EventRow, 'subject' | 'tenant'>

/** The person works where the store is; what an earlier release has told names no region. */
async function regionVisited({ tenant, staff, regions = [] }: EventRow): Promise<void> {
  for (const region of regions) if (staff) await worksIn(tenant, staff, region)
}

const photosUsed = ({ subject, tenant }: About) => keepUses(subject.id, tenant)

export const promotionReactions = [
  on(visitSubmitted, { photosUsed, regionVisited }),
  // one of an earlier release may have had no region until now
  on(visitAppealed, { regionVisited }),
  on(visitModified, {
    photosUsed,
    regionVisited,
    storeFollows: ({ subject, tenant }) => keepStore(subject.id, tenant),
  }),
]
