/** Accepts, returns or reassigns a task, as the service says who may. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, CornerUpLeft, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { acceptTask, type Task } from '../../../service/inspections/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import styles from '../parts/panel.module.css'
import { ReassignDialog } from './reassign-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { useSettleTask } from './settle.ts'

export function TaskActions({ task }: { task: Task }) {
  const { t } = useText()
  const [asking, setAsking] = useState<'return' | 'reassign'>()
  const { settle, askAnew } = useSettleTask()
  const { done, refused } = useNotices()
  const accept = useMutation({
    ...tell(acceptTask),
    onSuccess: (now) => {
      settle(now)
      done(t('inspections.accepted', { store: now.store.name }))
    },
    onError: (error) => {
      refused(error)
      askAnew()
    },
  })
  const { id, since, abilities } = task
  const close = () => setAsking(undefined)
  return (
    <>
      {abilities.length > 0 && (
        <div className={styles.actions}>
          {abilities.includes('accept') && (
            <Button
              type="primary"
              icon={<Check size={16} />}
              loading={accept.isPending}
              onClick={() => accept.mutate({ params: { taskId: id }, body: { since } })}
            >
              {t('inspections.accept')}
            </Button>
          )}
          {abilities.includes('return') && (
            <Button icon={<CornerUpLeft size={16} />} onClick={() => setAsking('return')}>
              {t('inspections.return')}
            </Button>
          )}
          {abilities.includes('reassign') && (
            <Button icon={<UserCheck size={16} />} onClick={() => setAsking('reassign')}>
              {t('inspections.reassign')}
            </Button>
          )}
        </div>
      )}
      {asking === 'return' && <ReturnDialog task={task} onClose={close} />}
      {asking === 'reassign' && <ReassignDialog task={task} onClose={close} />}
    </>
  )
}
