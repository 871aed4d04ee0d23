/**
 * Removes a person, or withdraws an invitation. Neither can be undone, so the consequences are shown first, and the
 * name of a person who works here now has to be typed.
 */
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { cancelInvitation, removeStaff, type StaffMember } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { useSettle, useTurnedDown } from './settle.ts'
import styles from './staff.module.css'

const forGood = ['staff.removeWorks', 'staff.removeKeeps', 'staff.removeAgain'] as const
const forNow = ['staff.cancelWhat', 'staff.cancelLate', 'staff.cancelAgain'] as const

export function RemoveStaff({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useText()
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const { done } = useNotices()
  const [typed, setTyped] = useState('')
  const { name } = member
  const works = member.status === 'associated'
  const consequences = works ? forGood : forNow
  const sure = !works || sameName(typed, name)
  const remove = useMutation({
    ...tell(works ? removeStaff : cancelInvitation),
    onSuccess: (now) => {
      settle(now)
      done(t(works ? 'staff.removed' : 'staff.cancelled', { name }))
      onClose()
    },
    onError: async (error) => {
      await turnedDown(error, member.id)
      onClose()
    },
  })
  return (
    <Dialog
      title={t(works ? 'staff.removeTitle' : 'staff.cancelTitle', { name })}
      action={works ? t('staff.removeAction', { name }) : t('staff.cancel')}
      danger
      disabled={!sure}
      busy={remove.isPending}
      onSubmit={() => remove.mutate({ params: { staffId: member.id } })}
      onClose={onClose}
    >
      <ul className={styles.consequences}>
        {consequences.map((key) => (
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
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  )
}

/** Letters count; capitals and spaces at the ends do not. */
function sameName(typed: string, name: string): boolean {
  return typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase()
}
