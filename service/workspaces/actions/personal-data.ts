/** Names of operators that stand in workspaces, for what they did to them. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Workspaces, type Workspace } from '../model.ts'

const fields = [
  ...['timeline.by', 'suspension.by', 'joinCodeReplaced.by'],
  // of those who recorded it, and of regional coordinators
  ...['order.name', 'order.agreedWith', 'changes.name', 'changes.agreedWith'],
]

/** Only the name is stored there. */
const withName = ({ soleNames }: Person) => ({
  $or: fields.map((field) => ({ [field]: among(soleNames) })),
})

const workspaces: PersonalData = {
  collection: 'workspaces',
  async find(person) {
    // staff never do anything to a workspace
    if (!person.accounts.length) return []
    return Workspaces.find(withName(person), {
      timeline: 1,
      suspension: 1,
      joinCodeReplaced: 1,
      order: 1,
      changes: 1,
    }).lean()
  },
  async erase(person, name) {
    if (!person.accounts.length) return
    const replace = (by: string) => (person.soleNames.includes(by) ? name : by)
    for (const one of await Workspaces.find(withName(person)).lean<Workspace[]>()) {
      const { timeline, suspension, joinCodeReplaced, order, changes } = one
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
            ...(order && {
              order: {
                ...order,
                name: replace(order.name),
                agreedWith: replace(order.agreedWith),
              },
            }),
            ...(changes && {
              changes: changes.map((change) => ({
                ...change,
                name: replace(change.name),
                ...('agreedWith' in change && { agreedWith: replace(change.agreedWith) }),
              })),
            }),
          },
        },
      )
    }
  },
}

export const workspacePersonalData = [workspaces]
