/** Names of people in the history of test accounts, and their looks at the secrets. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Reveals, TestAccounts } from '../model.ts'

const loans: PersonalData = {
  collection: 'testAccounts',
  find: ({ staff }) =>
    TestAccounts.find(
      { $or: [{ 'loan.staff': among(staff) }, { 'ended.staff': among(staff) }] },
      { email: 1, loan: 1, ended: { $elemMatch: { staff: among(staff) } } },
    ).lean(),
  async erase({ staff }, name) {
    await TestAccounts.updateMany({ 'loan.staff': among(staff) }, { $set: { 'loan.name': name } })
    await TestAccounts.updateMany(
      { 'ended.staff': among(staff) },
      { $set: { 'ended.$[one].name': name } },
      { arrayFilters: [{ 'one.staff': among(staff) }] },
    )
  },
}

const by = ({ staff, workspaces }: Person) => ({ iso: among(workspaces), staff: among(staff) })

const reveals: PersonalData = {
  collection: 'reveals',
  find: (person) => Reveals.find(by(person)).lean(),
  async erase(person, name) {
    await Reveals.updateMany(by(person), { $set: { name, 'from.network': '' } })
  },
  sweeps: {
    reveals: async (before) => (await Reveals.deleteMany({ at: { $lt: before } })).deletedCount,
  },
}

export const testAccountPersonalData = [loans, reveals]
