/** Suspends an ISO: what follows is said first, and why is asked, for its admins read it. */
import {
  findIso,
  suspendWorkspace,
  type IsoDetails,
} from '../../../service/workspaces/contract/isos.ts'
import { useText } from '../../text/texts.tsx'
import { ReasonDialog } from '../kit/reason-dialog.tsx'
import { useAction } from '../kit/use-action.ts'
import { useNotices } from '../parts/notices.ts'
import styles from './isos.module.css'

const consequences = ['isos.suspendShuts', 'isos.suspendWaits', 'isos.suspendKeeps'] as const

export function SuspendDialog({ iso, onClose }: { iso: IsoDetails; onClose: () => void }) {
  const { id, name } = iso
  const { t } = useText()
  const { tell: say } = useNotices()
  const suspend = useAction(suspendWorkspace, { record: findIso })
  const send = (reason: string, close: () => void) =>
    suspend.run({ params: { workspaceId: id }, body: { reason } }, ({ suspension }) => {
      close()
      const isMine = suspension?.reason === reason
      if (isMine) return t('isos.suspended', { name })
      say(t('isos.suspendedBefore', { name, by: suspension?.by }))
    })
  return (
    <ReasonDialog
      keptAs={`suspend.${id}`}
      title={t('isos.suspendTitle', { name })}
      action={t('isos.suspendAction', { name })}
      danger
      label={t('isos.reason')}
      help={t('isos.reasonHelp', { name })}
      missing={t('isos.reasonMissing')}
      isPending={suspend.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      <ul className={styles.consequences}>
        {consequences.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </ReasonDialog>
  )
}
