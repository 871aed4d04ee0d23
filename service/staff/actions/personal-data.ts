/** What is kept of people as staff: their entries. */
import { refuse } from '../../errors.ts'
import { among, type PersonalData } from '../../personal-data/declaration.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { erasedPhone } from '../rules/erased.ts'
import { searchKeysOf } from '../rules/search-keys.ts'

/** Staff stand there with the id that DingTalk has for them. */
const withoutNotes = ({ _id: id, timeline }: StaffMember, name: string) =>
  timeline.map((entry) => ({
    ...entry,
    note: '',
    by: entry.by.kind === 'staff' ? { ...entry.by, id, name } : entry.by,
  }))

const entries: PersonalData = {
  collection: 'staffMembers',
  findsPerson: true,
  find: ({ staff }) =>
    StaffMembers.find(
      { _id: among(staff) },
      { searchKeys: 0, requestIds: 0, nextPollAt: 0 },
    ).lean(),
  async erase(person, name) {
    const found = await StaffMembers.find({ _id: among(person.staff) }).lean<StaffMember[]>()
    for (const entry of found) {
      const { _id, iso, since, status, rejection, past } = entry
      const phone = erasedPhone(_id)
      const { matchedCount } = await StaffMembers.updateOne(
        // a person who has since asked again, or was added again, is kept
        { _id, iso, since, status },
        {
          $set: {
            name,
            phone,
            searchKeys: searchKeysOf(name, ''),
            timeline: withoutNotes(entry, name),
            ...(rejection ? { rejection: { ...rejection, note: '' } } : {}),
            ...(past ? { past: past.map((one) => ({ ...one, dingtalkUserId: _id })) } : {}),
          },
          $unset: {
            dingtalkUserId: 1,
            requestedBy: 1,
            broughtIn: 1,
            elsewhere: 1,
            consent: 1,
            invitedPhone: 1,
            withdrawn: 1,
            identity: 1,
            language: 1,
            nextPollAt: 1,
          },
        },
      )
      if (!matchedCount) refuse('wrong_state', { about: { status } })
    }
    // an operator's name stands in what they did with others
    await StaffMembers.updateMany(
      { iso: among(person.workspaces), 'timeline.by.id': among(person.members) },
      { $set: { 'timeline.$[one].by.name': name } },
      { arrayFilters: [{ 'one.by.id': among(person.members) }] },
    )
  },
}

export const staffPersonalData = [entries]
