/** Replaces the QR code. The old one cannot be had back, so what stops working is said first. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isoJoinCode, replaceIsoJoinCode } from '../../../service/workspaces/contract/settings.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useNotices } from '../parts/notices.ts'
import styles from './join-code.module.css'

const consequences = [
  'joinCode.replaceStops',
  'joinCode.replaceTold',
  'joinCode.replaceKeeps',
] as const

export function ReplaceCode({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const { done, refused } = useNotices()
  const replace = useMutation({
    ...tell(replaceIsoJoinCode),
    onSuccess: (now) => {
      client.setQueryData(keyOf(isoJoinCode), now)
      done(t('joinCode.replaced'))
      onClose()
    },
    onError: (error) => {
      // another operator has just replaced it: the page shows the new one
      void client.invalidateQueries({ queryKey: keyOf(isoJoinCode) })
      refused(error)
    },
  })
  return (
    <Dialog
      title={t('joinCode.replaceTitle')}
      action={t('joinCode.replace')}
      danger
      busy={replace.isPending}
      onSubmit={() => replace.mutate({})}
      onClose={onClose}
    >
      <ul className={styles.consequences}>
        {consequences.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </Dialog>
  )
}
