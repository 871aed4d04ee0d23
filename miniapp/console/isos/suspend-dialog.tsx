/** Suspends an ISO: what follows is said first, and why is asked, for its admins read it. */
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { suspendWorkspace, type IsoDetails } from '../../../service/workspaces/contract.ts'
import { tell } from '../../api/ask.ts'
import { plainText } from '../../parts/plain-text.ts'
import { useTyped } from '../../parts/typed.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import styles from './isos.module.css'
import { useSettleIso } from './settle.ts'

const consequences = ['isos.suspendShuts', 'isos.suspendWaits', 'isos.suspendKeeps'] as const

interface SuspendDialogProps {
  iso: IsoDetails
  onClose: () => void
}

export function SuspendDialog({ iso, onClose: close }: SuspendDialogProps) {
  const { t } = useText()
  const settle = useSettleIso()
  const { done, tell: say, refused } = useNotices()
  const { id, name } = iso
  const [typed, type, forget] = useTyped(`suspend.${id}`, () => ({ words: '' }))
  const [tried, setTried] = useState(false)
  const reason = typed.words.trim()
  const onClose = () => {
    forget()
    close()
  }
  const suspend = useMutation({
    ...tell(suspendWorkspace),
    onSuccess: (now) => {
      settle(now)
      const { suspension } = now
      // another operator was faster
      if (suspension && suspension.reason !== reason) {
        say(t('isos.suspendedBefore', { name, by: suspension.by }))
      } else done(t('isos.suspended', { name }))
      onClose()
    },
    onError: refused,
  })
  const submit = () => {
    setTried(true)
    if (reason) suspend.mutate({ params: { workspaceId: id }, body: { reason } })
  }
  return (
    <Dialog
      title={t('isos.suspendTitle', { name })}
      action={t('isos.suspendAction', { name })}
      danger
      busy={suspend.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ul className={styles.consequences}>
        {consequences.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <Field
        label={t('isos.reason')}
        help={t('isos.reasonHelp', { name })}
        problem={tried && !reason && t('isos.reasonMissing')}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            autoFocus
            rows={3}
            maxLength={500}
            value={typed.words}
            onChange={(event) => type({ words: plainText(event.target.value) })}
          />
        )}
      </Field>
    </Dialog>
  )
}
