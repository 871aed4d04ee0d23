/** Names of operators that stand in workspaces, for what they did to them. */
import { among, type Person, type PersonalData } from '../../database/personal-data.ts'
import { Workspaces, type Workspace } from '../model.ts'

/** Only the name is stored there. */
const withName = ({ soleNames, accounts }: Person) => ({
  $or: ['timeline.by', 'suspension.by', 'joinCodeReplaced.by'].map((field) => ({
    // staff never do anything to a workspace
    [field]: among(accounts.length ? soleNames : []),
  })),
})

const workspaces: PersonalData = {
  collection: 'workspaces',
  find: (person) =>
    Workspaces.find(withName(person), { timeline: 1, suspension: 1, joinCodeReplaced: 1 }).lean(),
  async erase(person, name) {
    const replace = (by: string) => (person.soleNames.includes(by) ? name : by)
    for (const one of await Workspaces.find(withName(person)).lean<Workspace[]>()) {
      const { timeline, suspension, joinCodeReplaced } = one
      await Workspaces.updateOne(
        { _id: one._id },
        {
          $set: {
            ...(timeline && {
              timeline: timeline.map((entry) => ({ ...entry, by: replace(entry.by) })),
            }),
            ...(suspension && { suspension: { ...suspension, by: replace(suspension.by) } }),
            ...(joinCodeReplaced && {
              joinCodeReplaced: { ...joinCodeReplaced, by: replace(joinCodeReplaced.by) },
            }),
          },
        },
      )
    }
  },
}

export const workspacePersonalData = [workspaces]
