/** Memberships of people in workspaces. */
import { among, type PersonalData } from '../../personal-data/declaration.ts'
import { Members } from '../model.ts'

const members: PersonalData = {
  collection: 'members',
  find: ({ accounts }) => Members.find({ account: among(accounts) }).lean(),
  // ids only; the erasure begins with their removal
  erase: () => Promise.resolve(),
}

export const teamPersonalData = [members]
