/** Every night: what was kept long enough goes (docs/privacy.md says what, why and how long). */
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { among, type PersonalData, type Sweeps } from '../../personal-data/declaration.ts'
import { system } from '../../http/callers.ts'
import { log } from '../../log.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { lowestEventId } from '../../outbox/event-id.ts'
import { Events } from '../../outbox/model.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { erasedPhones } from '../../staff/rules/erased.ts'
import { formerStatuses } from '../rules.ts'
import { eraseEntry } from './erase.ts'

const day = 86_400_000
/** Rows that are removed at a time. */
const atOnce = 1_000

/** Events that are settled; those that failed wait for an operator. */
async function sweepEvents(before: Date): Promise<number> {
  let swept = 0
  for (;;) {
    const old = await Events.find(
      { _id: { $lt: lowestEventId(before) }, state: 'done' },
      { _id: 1 },
    )
      .sort({ _id: 1 })
      .limit(atOnce)
      .lean()
    if (!old.length) return swept
    await Events.deleteMany({ _id: among(old.map(({ _id }) => _id)) })
    swept += old.length
  }
}

/** People without an ISO. A person who is still in DingTalk because of an ISO waits until that is mended. */
async function sweepFormerStaff(before: Date, kept: readonly PersonalData[]): Promise<number> {
  let swept = 0
  const former = StaffMembers.find({
    status: { $in: [...formerStatuses] },
    since: { $lt: before },
    phone: { $not: erasedPhones },
    broughtIn: { $exists: false },
  })
    .lean<StaffMember[]>()
    .cursor()
  await serveAll('erased staff', former, byId, async (entry) => {
    if (await eraseEntry(entry, kept, system)) swept++
  })
  return swept
}

/** What is swept here, because it concerns several domains; the others say it beside what they keep. */
const sweepsOf = (kept: readonly PersonalData[]): Sweeps[] => [
  { events: sweepEvents, formerStaff: (before) => sweepFormerStaff(before, kept) },
  ...kept.map(({ sweeps = {} }) => sweeps),
]

/** The settings by which something is swept. */
export const sweptKinds = (kept: readonly PersonalData[]) =>
  new Set(sweepsOf(kept).flatMap((sweeps) => Object.keys(sweeps)))

/** Removes what is older than the settings allow. Each kind by itself: trouble with one leaves the others. */
export async function sweepPersonalData(kept: readonly PersonalData[]): Promise<void> {
  const { retention } = config()
  const kinds = Object.keys(retention) as (keyof typeof retention)[]
  await serveAll('personal data', kinds, { idOf: (kind) => kind }, async (kind) => {
    const days = retention[kind]
    if (days === null) return
    const before = new Date(clock.time() - days * day)
    let removed = 0
    for (const sweeps of sweepsOf(kept)) removed += (await sweeps[kind]?.(before)) ?? 0
    if (removed) log.info({ kind, removed }, 'expired personal data removed')
  })
}
