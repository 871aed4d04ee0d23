/** Names of people in verification tasks: the holder, and the operators who assigned, returned or accepted it. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Tasks } from '../model.ts'
import { eraseOldTexts, eraseTexts } from './erase-texts.ts'

/**
 * The timeline holds names without ids. In a task that the person has, their name is theirs; in others only a name that
 * no other person there has. Operators of the platform are in tasks of every ISO.
 */
const tasksAbout = ({ staff, workspaces, soleNames, accounts }: Person) => ({
  $or: [
    { iso: among(workspaces), 'assignment.staff': among(staff) },
    { iso: among(workspaces), 'timeline.by': among(soleNames) },
    { iso: among(workspaces), 'timeline.note': among(soleNames) },
    ...(accounts.length ? [{ 'timeline.by': among(soleNames) }] : []),
  ],
})

async function rename(filter: object, names: readonly string[], name: string): Promise<void> {
  const { collection } = Tasks
  await collection.updateMany(
    filter,
    { $set: { 'timeline.$[one].by': name } },
    { arrayFilters: [{ 'one.by': among(names) }] },
  )
  // the person the task was given to
  await collection.updateMany(
    filter,
    { $set: { 'timeline.$[one].note': name } },
    { arrayFilters: [{ 'one.note': among(names) }] },
  )
}

const tasks: PersonalData = {
  collection: 'tasks',
  find: (person) =>
    Tasks.find(tasksAbout(person), {
      'store.name': 1,
      'store.address': 1,
      status: 1,
      since: 1,
      deadline: 1,
      assignment: 1,
      createdAt: 1,
    }).lean(),
  async erase(person, name) {
    const { staff, workspaces, names, soleNames } = person
    await rename(tasksAbout(person), soleNames, name)
    const own = { iso: among(workspaces), 'assignment.staff': among(staff) }
    await rename(own, names, name)
    await eraseTexts(own)
    // one by one: a task may be given to another person meanwhile
    await Tasks.updateMany(own, { $set: { 'assignment.name': name } })
  },
  sweeps: { storeContacts: eraseOldTexts },
}

export const inspectionPersonalData = [tasks]
