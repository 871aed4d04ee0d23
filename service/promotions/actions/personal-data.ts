/** What is kept of people who promote and decide: visits, and the names of their reviewers. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { Revisions, Submissions } from '../model.ts'
import { dropPhotos } from './drop-photos.ts'
import { eraseOldTexts, eraseTexts } from './erase-texts.ts'

const writtenBy = ({ staff, workspaces }: Person) => ({
  iso: among(workspaces),
  staff: among(staff),
})

const decidedBy = ({ members }: Person) => ({ 'decisions.by': among(members) })
const freedBy = ({ members }: Person) => ({ 'freed.by': among(members) })

/** Sets the names beside the ids of the memberships; the arrays may be missing, so each is asked for by itself. */
async function rename(
  model: typeof Submissions | typeof Revisions,
  filter: object,
  { field, members, name }: { field: string; members: readonly string[]; name: string },
): Promise<void> {
  await model.collection.updateMany(
    { ...filter, [`${field}.by`]: among(members) },
    { $set: { [`${field}.$[one].name`]: name } },
    { arrayFilters: [{ 'one.by': among(members) }] },
  )
}

/** Of what a person sent in, and what they decided. The visits stay: figures and fees count them. */
const submissions: PersonalData = {
  collection: 'submissions',
  find: (person) =>
    Submissions.find(
      { $or: [writtenBy(person), decidedBy(person), freedBy(person)] },
      {
        staff: 1,
        product: 1,
        status: 1,
        submittedAt: 1,
        decidedAt: 1,
        'store.name': 1,
        'store.address': 1,
        explanation: 1,
        'supplement.note': 1,
        'decisions.by': 1,
        'decisions.at': 1,
      },
    ).lean(),
  async erase(person, name) {
    const { members } = person
    if (person.staff.length) await eraseTexts(writtenBy(person))
    if (!members.length) return
    await rename(Submissions, {}, { field: 'decisions', members, name })
    await rename(Submissions, {}, { field: 'freed', members, name })
  },
  sweeps: { rejectedPhotos: dropPhotos, storeContacts: eraseOldTexts },
}

const revisions: PersonalData = {
  collection: 'revisions',
  // what they hold beside the visit is in it, too
  find: () => Promise.resolve([]),
  async erase(person, name) {
    const { members } = person
    if (!members.length) return
    await rename(Revisions, {}, { field: 'was.freed', members, name })
    // a visit knows the decisions on all of its revisions
    const again = { ...decidedBy(person), revision: { $gt: 1 } }
    for await (const { _id, iso } of Submissions.find(again, { iso: 1 }).lean().cursor()) {
      await rename(Revisions, { iso, submission: _id }, { field: 'was.decisions', members, name })
    }
  },
}

export const promotionPersonalData = [submissions, revisions]
