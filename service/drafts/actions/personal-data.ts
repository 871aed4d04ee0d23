/** What is kept of people in drafts: visits that they have not sent in. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Drafts } from '../model.ts'

const writtenBy = ({ staff, workspaces }: Person) => ({
  iso: among(workspaces),
  staff: among(staff),
})

const drafts: PersonalData = {
  collection: 'drafts',
  find: (person) => Drafts.find(writtenBy(person)).lean(),
  async erase(person) {
    await Drafts.deleteMany(writtenBy(person))
  },
}

export const draftPersonalData = [drafts]
