/** What is kept of people who promote and decide: drafts, visits, and the names of those who decided them. */
import { among, type Person, type PersonalData } from '../../database/personal-data.ts'
import { Drafts } from '../drafts/model.ts'
import { Revisions, Submissions } from '../model.ts'

const drafts: PersonalData = {
  collection: 'drafts',
  find: ({ staff }) => Drafts.find({ staff: among(staff) }).lean(),
  async erase({ staff }) {
    await Drafts.deleteMany({ staff: among(staff) })
  },
}

const decidedBy = ({ members }: Person, prefix = '') => ({
  $or: [{ [`${prefix}decisions.by`]: among(members) }, { [`${prefix}freed.by`]: among(members) }],
})

/** Sets the names beside the ids of the memberships; the arrays may be missing, so each is asked for by itself. */
async function renameDeciders(
  model: typeof Submissions | typeof Revisions,
  { members }: Person,
  { prefix, name }: { prefix: string; name: string },
): Promise<void> {
  for (const field of ['decisions', 'freed']) {
    await model.collection.updateMany(
      { [`${prefix}${field}.by`]: among(members) },
      { $set: { [`${prefix}${field}.$[one].name`]: name } },
      { arrayFilters: [{ 'one.by': among(members) }] },
    )
  }
}

/** Of what a person sent in, and what they decided. The visits stay: figures and fees count them. */
const submissions: PersonalData = {
  collection: 'submissions',
  find: (person) =>
    Submissions.find(
      { $or: [{ staff: among(person.staff) }, ...decidedBy(person).$or] },
      {
        staff: 1,
        product: 1,
        status: 1,
        submittedAt: 1,
        decidedAt: 1,
        'store.name': 1,
        'store.address': 1,
        explanation: 1,
        'decisions.by': 1,
        'decisions.at': 1,
      },
    ).lean(),
  async erase(person, name) {
    if (!person.members.length) return
    await renameDeciders(Submissions, person, { prefix: '', name })
  },
}

const revisions: PersonalData = {
  collection: 'revisions',
  // what they hold beside the visit is in it, too
  find: () => Promise.resolve([]),
  async erase(person, name) {
    if (!person.members.length) return
    await renameDeciders(Revisions, person, { prefix: 'was.', name })
  },
}

export const promotionPersonalData = [drafts, submissions, revisions]
