/**
 * Removes a person, or withdraws an invitation. Neither can be undone, so the consequences are shown first, and the
 * name of a person who works here now has to be typed.
 */
import { Input } from 'antd'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { cancelInvitation, removeStaff } from '../../../service/staff/contract/one.ts'
import { formDialog } from '../kit/form-dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { aboutStaff } from '../staff-decisions/about-staff.ts'

export const RemoveStaff = formDialog(removeStaff, {
  ...aboutStaff,
  first: (_: StaffMember) => ({ name: '' }),
  title: 'staff.removeTitle',
  action: 'staff.removeAction',
  isDrastic: true,
  values: ({ name }) => ({ name }),
  consequences: ['staff.removeWorks', 'staff.removeKeeps', 'staff.removeAgain'],
  isReady: (typed, { name }) => isSameName(typed.name, name),
  fields: ({ typed, type, say }) => (
    <Field label={say('staff.removeType')}>
      {(field) => (
        <Input
          {...field}
          autoFocus
          autoComplete="off"
          value={typed.name}
          onChange={({ target }) => type({ name: target.value })}
        />
      )}
    </Field>
  ),
  send: ({ id }) => ({ params: { staffId: id } }),
  givesUp: () => true,
  done: 'staff.removed',
})

export const CancelInvitation = formDialog(cancelInvitation, {
  ...aboutStaff,
  values: ({ name }: StaffMember) => ({ name }),
  title: 'staff.cancelTitle',
  action: 'staff.cancel',
  isDrastic: true,
  consequences: ['staff.cancelWhat', 'staff.cancelLate', 'staff.cancelAgain'],
  send: ({ id }) => ({ params: { staffId: id } }),
  givesUp: () => true,
  done: 'staff.cancelled',
})

/** Letters count; capitals and spaces at the ends do not. */
function isSameName(typed: string, name: string): boolean {
  return typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase()
}
