/** What of a person in DingTalk is kept in step: number and identity there, the department from here. */
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { isOperator } from '../../accounts/actions/operators.ts'
import { getUser, moveUser } from '../../dingtalk/contacts.ts'
import { log } from '../../log.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { departmentsOfIsos, inDepartment } from '../../workspaces/actions/workspaces.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { regionsWithNumber } from '../rules/regions.ts'
import { searchKeysOf } from '../rules/search-keys.ts'
import { byDingTalk } from './by-dingtalk.ts'
import { note } from './change.ts'
import { keepIdentity } from './identity.ts'
import { rootDepartment } from './leave.ts'

/** Entries that are about one person: theirs with an ISO, and those of others that wait for them. */
async function entriesOf(dingtalkUserId: string): Promise<StaffMember[]> {
  const known = await StaffMembers.find({
    $or: [
      { dingtalkUserId, status: 'associated' },
      {
        'consent.dingtalkUserId': dingtalkUserId,
        status: { $in: ['invited', 'invitation_failed'] },
      },
    ],
  }).lean<StaffMember[]>()
  const own = known.find(({ status }) => status === 'associated')
  if (!own) return known
  const waiting = await StaffMembers.find({
    _id: { $nin: known.map(({ _id }) => _id) },
    phone: own.phone,
    status: 'invitation_failed',
    'failure.reason': 'with_another_iso',
    // not entries that wait for another person with that number
    elsewhere: { $in: [null, dingtalkUserId] },
  }).lean<StaffMember[]>()
  return [...waiting, ...known]
}

/**
 * Something about the person has changed in DingTalk. With another number it is the same person, under the new number,
 * for their ISO as for those that wait for them.
 * @returns ids of the staff members with another number now
 */
export async function followPerson(dingtalkUserId: string): Promise<string[]> {
  const entries = await entriesOf(dingtalkUserId)
  const user = entries.length ? await getUser(dingtalkUserId) : undefined
  if (!user) return []
  await keepIdentity(user)
  const { phone } = user
  if (!phone) return []
  const followed: string[] = []
  await serveAll('entries of a person', entries, byId, async (member) => {
    if (member.phone !== phone && (await renumber(member, phone))) followed.push(member._id)
  })
  return followed
}

async function renumber(member: StaffMember, phone: string): Promise<boolean> {
  try {
    await note(member, 'renumber', {
      by: byDingTalk,
      where: { phone: member.phone },
      set: {
        phone,
        searchKeys: searchKeysOf(member.name, phone),
        regions: regionsWithNumber(member, phone),
      },
    })
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // the ISO has an entry of its own for the new number: theirs to sort out, the person works on
    log.warn({ staff: member._id }, 'new phone number of a staff member is already on the list')
    return false
  }
}

/** Where a person belongs: in the department of their ISO, and not in the root nor with another ISO. */
export function isInRightDepartment(
  departmentIds: readonly number[],
  own: number | undefined,
  ofIsos: ReadonlySet<number>,
): boolean {
  if (own === undefined || !departmentIds.includes(own)) return false
  return departmentIds.every((id) => id === own || (id !== rootDepartment && !ofIsos.has(id)))
}

/**
 * Puts a person into the department of the ISO, out of those of other ISOs and of the root; departments that
 * have nothing to do with us stay, and so do all of an operator.
 * @returns whether the person had to be moved
 * @throws DingTalkError
 */
export async function placeInDepartment(member: StaffMember): Promise<boolean> {
  const user = member.dingtalkUserId && (await getUser(member.dingtalkUserId))
  if (!user) return false
  return inDepartment(member.iso, async (own) => {
    const ofIsos = await departmentsOfIsos(user.departmentIds)
    if (isInRightDepartment(user.departmentIds, own, ofIsos)) return false
    const stays = await isOperator(user.userId)
    const others = user.departmentIds.filter(
      (id) => id !== own && (stays || (id !== rootDepartment && !ofIsos.has(id))),
    )
    const wanted = [...others, own]
    const isThere = wanted.length === user.departmentIds.length && user.departmentIds.includes(own)
    if (!isThere) await moveUser(user.userId, wanted)
    return !isThere
  })
}
