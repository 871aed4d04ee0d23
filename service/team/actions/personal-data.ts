/** Memberships of people in workspaces. */
import { among, type PersonalData } from '../../database/personal-data.ts'
import { Members } from '../model.ts'

const members: PersonalData = {
  collection: 'members',
  find: ({ accounts }) => Members.find({ account: among(accounts) }).lean(),
  async erase({ accounts }) {
    await Members.updateMany({ account: among(accounts) }, { $set: { status: 'removed' } })
  },
}

export const teamPersonalData = [members]
