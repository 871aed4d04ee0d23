/** What is kept of people in bulk adds: rows of the files that named them, and the names of those who sent the files. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { StaffImportRows, StaffImports } from '../model.ts'

const rowsAbout = ({ staff, phones }: Person) => ({
  $or: [{ staff: among(staff) }, { phone: among(phones) }],
})

const rows: PersonalData = {
  collection: 'staffImportRows',
  find: (person) =>
    StaffImportRows.find(rowsAbout(person), { name: 1, given: 1, phone: 1, state: 1 }).lean(),
  async erase(person, name) {
    await StaffImportRows.updateMany(rowsAbout(person), { $set: { name, given: '', phone: null } })
  },
}

const imports: PersonalData = {
  collection: 'staffImports',
  find: ({ members }) =>
    StaffImports.find({ 'by.id': among(members) }, { fileName: 1, createdAt: 1, total: 1 }).lean(),
  async erase({ members }, name) {
    await StaffImports.updateMany({ 'by.id': among(members) }, { $set: { 'by.name': name } })
  },
}

export const staffImportPersonalData = [rows, imports]
