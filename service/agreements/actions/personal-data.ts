/** What is kept of people who agreed, and of operators who published or signed. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Agreements, AgreementTexts } from '../model.ts'

const byStaff = ({ staff, dingtalkUserIds }: Person) => ({
  $or: [{ staff: among(staff) }, { dingtalkUserId: among(dingtalkUserIds) }],
})
const byOperator = ({ members }: Person) => ({ 'operator.id': among(members) })

/** The record of a consent stays, as its proof; it names an entry of staff whose name is replaced. */
const agreements: PersonalData = {
  collection: 'agreements',
  find: (person) => Agreements.find({ $or: [byStaff(person), byOperator(person)] }).lean(),
  async erase(person, name) {
    await Agreements.updateMany(byStaff(person), { $unset: { dingtalkUserId: 1 } })
    await Agreements.updateMany(byOperator(person), { $set: { 'operator.name': name } })
  },
}

const texts: PersonalData = {
  collection: 'agreementTexts',
  async find({ members }) {
    const found = await AgreementTexts.find({ 'versions.by.id': among(members) }).lean()
    return found.map(({ _id, versions }) => ({
      _id,
      published: versions
        .filter(({ by }) => by && members.includes(by.id))
        .map(({ number, publishedAt }) => ({ number, publishedAt })),
    }))
  },
  async erase({ members }, name) {
    if (!members.length) return
    await AgreementTexts.collection.updateMany(
      { 'versions.by.id': among(members) },
      { $set: { 'versions.$[one].by.name': name } },
      { arrayFilters: [{ 'one.by.id': among(members) }] },
    )
  },
}

export const agreementPersonalData = [agreements, texts]
