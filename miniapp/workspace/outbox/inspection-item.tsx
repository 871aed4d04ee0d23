/** Answers of a verification task on their way. */
import { changeAnswers, sendInspectionAgain, throwAnswersAway } from '../../drafts/inspections.ts'
import { refusedPhotoOfInspectionAt } from '../../drafts/queue-rules.ts'
import { photosOfInspection, type Inspection } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/memory.ts'
import { useText } from '../../text/texts.tsx'
import { SendingItem } from './sending-item.tsx'

export function InspectionItem({ inspection }: { inspection: Inspection }) {
  const { t } = useText()
  const { photos } = usePhone()
  const { id, storeName, sending } = inspection
  return (
    <SendingItem
      id={id}
      title={storeName}
      about={t('outbox.task')}
      photoIds={photosOfInspection(inspection)}
      refusedAt={refusedPhotoOfInspectionAt(inspection, photos)}
      sending={sending}
      change={async () => {
        await changeAnswers(id)
        return `/work/tasks/${id}`
      }}
      retry={() => sendInspectionAgain(id)}
      remove={() => throwAnswersAway(id)}
      removed={t(sending?.unsure ? 'outbox.task.removedUnsure' : 'outbox.task.removed')}
    />
  )
}
