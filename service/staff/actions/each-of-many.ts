/** Does the same for each of many people of an ISO, by their ids: trouble with one does not hold up the others. */
import { isDatabaseUnreachable } from '../../database/unreachable.ts'
import { isRefusal } from '../../errors.ts'
import { withinRegions, type Scope } from '../../http/scope.ts'
import { tellFailure } from '../../outbox/batch.ts'
import { staffStatus, type StaffStatus } from '../contract/association.ts'
import { StaffMembers, type StaffMember } from '../model.ts'

/** Under way at one time: enough to fill the waits for the disk, few enough to leave room for others. */
const atOnce = 8

interface Trouble {
  id: string
  outcome: 'not_found' | 'failed'
  /** The state it is in; null when there is none, or none that is known. */
  status: StaffStatus | null
}

/**
 * @param batch what it is, for the log
 * @returns what came of each, in the order of the ids; of an id that is given twice once
 * @throws Refusal, or what tells that the database is away
 */
export async function eachOfMany<Outcome>(
  batch: string,
  scope: Scope,
  ids: string[],
  work: (member: StaffMember) => Promise<Outcome>,
): Promise<(Outcome | Trouble)[]> {
  const wanted = [...new Set(ids)]
  const members = await StaffMembers.find({ ...withinRegions(scope), _id: { $in: wanted } }).lean<
    StaffMember[]
  >()
  const byId = new Map(members.map((member) => [member._id, member]))
  const came = new Map<string, Outcome | Trouble>()
  const doOne = async (id: string): Promise<Outcome | Trouble> => {
    const member = byId.get(id)
    if (!member) return { id, outcome: 'not_found', status: null }
    try {
      return await work(member)
    } catch (error) {
      // caught out here: inside the work it may be a conflict of transactions, after which it is done again
      if (isRefusal(error) || isDatabaseUnreachable(error)) throw error
      tellFailure(batch, id, error)
      return { id, outcome: 'failed', status: staffStatus.safeParse(member.status).data ?? null }
    }
  }
  const queue = wanted.values()
  const doNext = async () => {
    for (const id of queue) came.set(id, await doOne(id))
  }
  await Promise.all(Array.from({ length: atOnce }, doNext))
  return wanted.flatMap((id) => came.get(id) ?? [])
}
