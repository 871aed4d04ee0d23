/** What is kept of people in activity: when they worked. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Activity } from '../model.ts'

const doneBy = ({ staff, workspaces }: Person) => ({
  iso: among(workspaces),
  staff: among(staff),
})

const activity: PersonalData = {
  collection: 'activity',
  find: (person) => Activity.find(doneBy(person)).lean(),
  async erase(person) {
    await Activity.deleteMany(doneBy(person))
  },
}

export const activityPersonalData = [activity]
