/**
 * Removes a person, or withdraws an invitation. Neither can be undone, so the consequences are shown first, and the
 * name of a person who works here now has to be typed.
 */
import { Input } from 'antd'
import { useState } from 'react'
import { cancelInvitation, removeStaff } from '../../../service/staff/contract/one.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useStaffAction } from '../staff-decisions/use-staff-action.ts'
import styles from './staff.module.css'

const forGood = ['staff.removeWorks', 'staff.removeKeeps', 'staff.removeAgain'] as const
const forNow = ['staff.cancelWhat', 'staff.cancelLate', 'staff.cancelAgain'] as const

export function RemoveStaff({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useText()
  const { id, name, abilities } = member
  const [typed, setTyped] = useState('')
  // kept while the dialog is open, whatever is still possible by then
  const [works] = useState(abilities.includes('remove'))
  const remove = useStaffAction(works ? removeStaff : cancelInvitation, id, {
    done: () => {
      onClose()
      return t(works ? 'staff.removed' : 'staff.cancelled', { name })
    },
    refused: onClose,
  })
  return (
    <Dialog
      title={t(works ? 'staff.removeTitle' : 'staff.cancelTitle', { name })}
      action={works ? t('staff.removeAction', { name }) : t('staff.cancel')}
      danger
      disabled={works && !isSameName(typed, name)}
      busy={remove.isPending}
      onSubmit={() => remove.run({ params: { staffId: id } })}
      onClose={onClose}
    >
      <ul className={styles.consequences}>
        {(works ? forGood : forNow).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {works && (
        <Field label={t('staff.removeType', { name })}>
          {(field) => (
            <Input
              {...field}
              autoFocus
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  )
}

/** Letters count; capitals and spaces at the ends do not. */
function isSameName(typed: string, name: string): boolean {
  return typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase()
}
