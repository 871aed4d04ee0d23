/** Returns what was sent in; what is to be mended is asked, for the person reads it. */
import { findTask, returnTask } from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import { useText } from '../../text/texts.tsx'
import { ReasonDialog } from '../kit/reason-dialog.tsx'
import { useAction } from '../kit/use-action.ts'

/** Characters; fewer explain nothing. */
const shortestReason = 5

export function ReturnDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useText()
  const { id, since, holder } = task
  const name = holder?.name ?? ''
  const giveBack = useAction(returnTask, { record: findTask })
  return (
    <ReasonDialog
      keptAs={`return.${id}`}
      title={t('inspections.returnTitle', { name })}
      action={t('inspections.returnAction', { name })}
      label={t('inspections.reason')}
      help={t('inspections.reasonHelp')}
      missing={t('inspections.reasonMissing')}
      shortest={shortestReason}
      isPending={giveBack.isPending}
      onClose={onClose}
      onSubmit={(reason, close) =>
        giveBack.run({ params: { taskId: id }, body: { reason, since } }, () => {
          close()
          return t('inspections.returned', { name })
        })
      }
    />
  )
}
