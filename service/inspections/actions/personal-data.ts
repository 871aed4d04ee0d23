/** Names of people in verification tasks: who has one, and who gave it, returned it or accepted it. */
import { among, type Person, type PersonalData } from '../../database/personal-data.ts'
import { Tasks, type StoredTask } from '../model.ts'

/**
 * The timeline holds names without ids: another person of the same name in the same task is replaced, too. Operators
 * are looked for in the ISOs that they could reach.
 */
const tasksAbout = ({ staff, workspaces, names, accounts }: Person) => ({
  $or: [
    { 'assignment.staff': among(staff) },
    { iso: among(workspaces), 'timeline.by': among(names) },
    { iso: among(workspaces), 'timeline.note': among(names) },
    // the platform's operators are in tasks of every ISO
    ...(accounts.length ? [{ 'timeline.by': among(names) }] : []),
  ],
})

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
    const replace = (text: string) => (person.names.includes(text) ? name : text)
    const found = Tasks.find(tasksAbout(person)).lean<StoredTask[]>().cursor()
    for await (const { _id, iso, timeline, assignment } of found) {
      await Tasks.updateOne(
        { _id, iso },
        {
          $set: {
            timeline: timeline.map((entry) => ({
              ...entry,
              by: replace(entry.by),
              // who was given the task
              note: replace(entry.note),
            })),
            ...(assignment && person.staff.includes(assignment.staff)
              ? { 'assignment.name': name }
              : {}),
          },
        },
      )
    }
  },
}

export const inspectionPersonalData = [tasks]
