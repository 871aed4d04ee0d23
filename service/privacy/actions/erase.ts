/** Erases a person: names and numbers are replaced everywhere, figures and the audit stay (right to erasure). */
import { isOperator } from '../../accounts/actions/operators.ts'
import type { Person, PersonalData } from '../../personal-data/declaration.ts'
import { transaction } from '../../database/transaction.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { isLastManager, removeMember } from '../../team/actions/remove.ts'
import { formerStatuses, nameOfErased } from '../rules.ts'
import { uniqueNamesOf, userIdsOf, type FoundPerson } from './find-person.ts'
import { subjectsOf } from './subjects.ts'
import { dataErased } from '../events.ts'

export type ErasureObstacle =
  /** An ISO still has the person, or invites them. */
  | 'still_with_iso'
  /** DingTalk still has the person in the organisation because of an ISO. */
  | 'still_in_dingtalk'
  /** Without the person the workspace would have no administrator. */
  | 'last_manager'

/** Why the person cannot be erased now; undefined when they can. */
export async function erasureObstacle(person: FoundPerson): Promise<ErasureObstacle | undefined> {
  const { entries } = person
  if (entries.some(({ status }) => !formerStatuses.includes(status))) return 'still_with_iso'
  if (entries.some(({ broughtIn }) => broughtIn)) return 'still_in_dingtalk'
  for (const one of person.memberships) if (await isLastManager(one)) return 'last_manager'
  return undefined
}

/**
 * To be called once `erasureObstacle` has nothing against it. May run again after it broke off, for the id of an entry or
 * account that was erased already as well.
 * @returns what stands in place of the name now
 * @throws LastManager when that has changed since
 */
export async function erasePerson(
  person: FoundPerson,
  kept: readonly PersonalData[],
  by: Actor,
): Promise<string> {
  // first, so that the audit tells of it however it ends, and rights end before anything else
  await transaction(async () => {
    const { staff, accounts, memberships } = person
    const data = { staff, accounts }
    for (const about of subjectsOf(person)) await record(dataErased, { ...about, by, data })
    for (const one of memberships) await removeMember(one, by)
  })
  return replaceAll(person, kept, by)
}

/**
 * DingTalk ids of an entry that nothing else is known by: with it goes what belongs to the person rather than to one ISO,
 * such as their wishes and what they wrote to the bot.
 */
async function ownUserIds(entry: StaffMember): Promise<string[]> {
  const own: string[] = []
  for (const id of userIdsOf(entry)) {
    const entries = StaffMembers.exists({
      _id: { $ne: entry._id },
      $or: [{ dingtalkUserId: id }, { 'past.dingtalkUserId': id }],
    })
    if (!(await entries) && !(await isOperator(id))) own.push(id)
  }
  return own
}

/**
 * One entry of staff: the person may be with another ISO.
 * @returns false when the ISO has to do with the person again
 */
export async function eraseEntry(
  entry: StaffMember,
  kept: readonly PersonalData[],
  by: Actor,
): Promise<boolean> {
  const { _id: id, iso, name, status, since } = entry
  if (!(await StaffMembers.exists({ _id: id, iso, status, since }))) return false
  await record(dataErased, { tenant: iso, kind: 'staffMember', id, by })
  const dingtalkUserIds = await ownUserIds(entry)
  const nothing = { phones: [], accounts: [], members: [] }
  const person = { ...nothing, dingtalkUserIds, staff: [id], workspaces: [iso], names: [name] }
  await replaceAll({ ...person, soleNames: await uniqueNamesOf(person) }, kept, by)
  return true
}

async function replaceAll(
  person: Person,
  kept: readonly PersonalData[],
  by: Actor,
): Promise<string> {
  const name = nameOfErased(person.staff[0] ?? person.accounts[0] ?? '')
  for (const { erase } of kept) await erase(person, name, by)
  return name
}
