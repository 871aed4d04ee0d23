/** A person moves to another ISO that wants them: the association in force ends, the new one begins (docs/decisions/048). */
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { agree, associateByConsent, byPerson, mustNotBeSuspended } from './consent.ts'
import { change } from './change.ts'
import { languageElsewhere } from './language.ts'
import { removeFromIso } from './leave.ts'
import { placeInDepartment } from './follow.ts'
import { currentAssociationOf, wants } from './my-isos.ts'

/** @throws Refusal `not_found` for an entry that has nothing to do with this person */
async function findEntry(
  id: string,
  dingtalkUserId: string,
  present: StaffMember | null,
): Promise<StaffMember> {
  const entry = await StaffMembers.findOne({
    _id: id,
    $or: [
      { dingtalkUserId },
      { 'consent.dingtalkUserId': dingtalkUserId },
      { 'past.dingtalkUserId': dingtalkUserId },
      { elsewhere: dingtalkUserId },
      ...(present ? [{ phone: present.phone }] : []),
    ],
  }).lean<StaffMember>()
  return entry ?? refuse('not_found')
}

/**
 * Ends the association in force and begins the other in one transaction, so that the person has one of them at every
 * moment. Switching twice is switching once.
 * @param leave the association that the person was told ends; another one that has begun meanwhile does not end
 * @throws Refusal `not_found`; `wrong_state` when the ISO does not want them any more, or they belong to a third one
 *   by now; `iso_suspended`
 */
export async function switchTo(
  dingtalkUserId: string,
  { id, leave }: { id: string; leave: string },
): Promise<StaffMember> {
  return transaction(async () => {
    const present = await currentAssociationOf(dingtalkUserId)
    const entry = await findEntry(id, dingtalkUserId, present)
    if (entry._id === present?._id) return entry
    const isWanted = wants(entry, dingtalkUserId, present)
    if (!isWanted || (present && present._id !== leave)) {
      refuse('wrong_state', { about: { status: entry.status } })
    }
    // their ISO has ended it in the same moment
    if (!present) return agree(entry, dingtalkUserId)
    await mustNotBeSuspended(entry)
    const spoken = await languageElsewhere(entry, dingtalkUserId)
    // `broughtIn` and `inDepartment` stay: the person does not leave the organisation
    await change(present, 'leave', { by: byPerson(present), where: { dingtalkUserId } })
    const { phone } = entry
    const where = entry.consent
      ? { 'consent.dingtalkUserId': dingtalkUserId }
      : { phone, consent: { $exists: false } }
    return associateByConsent(entry, dingtalkUserId, where, spoken)
  })
}

/**
 * After a move, puts the person into the department of the new ISO, which takes them out of the former one. A separate
 * call for leaving would race with the placing.
 * @throws DingTalkError
 */
export async function leaveFormerDepartment(
  former: StaffMember,
  dingtalkUserId: string,
): Promise<void> {
  const present = await currentAssociationOf(dingtalkUserId)
  // the new ISO has ended it again
  if (!present) return removeFromIso(former, dingtalkUserId)
  await placeInDepartment(present)
  await StaffMembers.updateOne(
    { _id: former._id, iso: former.iso, status: { $ne: 'associated' } },
    { $unset: { inDepartment: 1 } },
  )
}
