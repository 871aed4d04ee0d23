/** The work of a row: one person is added, and DingTalk invites them at its own pace. */
import { isRefusal } from '../../errors.ts'
import type { Done } from '../../imports/kind.ts'
import { workOf } from '../../imports/work.ts'
import { byId, serveEach } from '../../outbox/batch.ts'
import { addStaff } from '../../staff/actions/decide.ts'
import { inviteAgain } from '../../staff/actions/other-isos.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { failuresOfDingTalk } from '../../staff/rules/association.ts'
import { isSuspended } from '../../workspaces/actions/suspension.ts'
import type { StaffImport, StaffImportRow } from '../model.ts'
import { outcomeOf } from '../rules/states.ts'
import { staffImportKind } from './imports.ts'
import { addedBy } from './tally.ts'

/** Adds one person, or says why not. */
async function addOne(
  { by, regions }: StaffImport,
  row: StaffImportRow,
): Promise<Done<StaffImportRow>> {
  const { _id, iso, name, phone } = row
  try {
    const scope = { regions: regions ?? ('all' as const) }
    const me = { id: by.id, name: by.name, workspace: { id: iso }, scope }
    const added = await addStaff(me, { id: _id, name, phone: phone ?? '' }, { bulk: true })
    return { set: { state: 'added', staff: added._id }, waitsFor: added._id }
  } catch (error) {
    if (isRefusal(error, 'bad_phone_number')) {
      // what counts as a number has changed since the check
      const why = error.detail.about?.['why'] as StaffImportRow['why']
      return { set: { state: 'refused', problem: 'bad_phone_number', ...(why ? { why } : {}) } }
    }
    if (!isRefusal(error, 'already_staff')) throw error
    // joined by another way since the check
    const there = await StaffMembers.findOne({ iso, phone }).lean<StaffMember>()
    const known = there ? { staff: there._id, staffStatus: there.status } : {}
    return { set: { state: 'refused', problem: 'already_staff', ...known } }
  }
}

const onTheWay = (iso: string, ids: string[]) =>
  StaffMembers.find({
    _id: { $in: ids },
    iso,
    status: { $in: ['approved', 'invited', 'invitation_failed'] },
  })
    .select({ status: 1, invitedPhone: 1, failure: 1, iso: 1 })
    .lean<StaffMember[]>()

/** DingTalk could not, at last, for a reason that is not the person's. */
const isTurnedAway = ({ status, failure }: StaffMember) =>
  status === 'invitation_failed' && failure && failuresOfDingTalk.includes(failure.reason)

const idOf = ({ _id }: StaffMember) => _id

export const addPeople = workOf(staffImportKind, {
  doRow: addOne,
  isHeld: isSuspended,
  outside: {
    async answersTo(iso, ids) {
      const people = await onTheWay(iso, ids)
      const isWaiting = (person: StaffMember) => outcomeOf('running', 'added', person) === 'waiting'
      return {
        waiting: people.filter(isWaiting).map(idOf),
        turnedAway: people.filter(isTurnedAway).map(idOf),
      }
    },
    async askAgain(iso, ids) {
      const people = (await onTheWay(iso, ids)).filter(isTurnedAway)
      const failed = await serveEach('import', people, byId, (person) =>
        inviteAgain(person, { bulk: true }),
      )
      // they are on the staff list with the reason why: the import does not wait for them
      const lost = new Set(failed.map(({ member }) => member._id))
      return people.flatMap(({ _id }) => (lost.has(_id) ? [] : _id))
    },
    ofAll: addedBy,
  },
})
