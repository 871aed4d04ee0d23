/** Suspends an ISO or resumes it, as the service says who may. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { resumeWorkspace, type IsoDetails } from '../../../service/workspaces/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import styles from '../parts/panel.module.css'
import { useSettleIso } from './settle.ts'
import { SuspendDialog } from './suspend-dialog.tsx'

export function IsoActions({ iso }: { iso: IsoDetails }) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const { done, refused } = useNotices()
  const settle = useSettleIso()
  const { id, name, abilities } = iso
  const resume = useMutation({
    ...tell(resumeWorkspace),
    onSuccess: (now) => {
      settle(now)
      done(t('isos.resumed', { name }))
    },
    onError: refused,
  })
  return (
    <>
      {abilities.length > 0 && (
        <div className={styles.actions}>
          {abilities.includes('resume') && (
            <Button
              type="primary"
              icon={<Play size={16} />}
              loading={resume.isPending}
              onClick={() => resume.mutate({ params: { workspaceId: id } })}
            >
              {t('isos.resume')}
            </Button>
          )}
          {abilities.includes('suspend') && (
            <Button
              type="text"
              className={styles.drastic}
              icon={<Pause size={16} />}
              onClick={() => setAsking(true)}
            >
              {t('isos.suspend')}
            </Button>
          )}
        </div>
      )}
      {asking && <SuspendDialog iso={iso} onClose={() => setAsking(false)} />}
    </>
  )
}
