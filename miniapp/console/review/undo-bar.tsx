/** Says at the top of every page that a decision was sent, and takes it back for ten seconds. */
import { Button } from 'antd'
import { Check, Undo2 } from 'lucide-react'
import { useRoute } from 'wouter'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useNow } from '../parts/browser.ts'
import { useKeys } from '../parts/keys.ts'
import { useSentDecision, useUndoSent, type SentDecision } from './sent-decision.ts'
import styles from './undo-bar.module.css'

export function UndoBar() {
  const sent = useSentDecision()
  return (
    <div role="status" className={styles.place}>
      {sent && <Bar sent={sent} />}
    </div>
  )
}

function Bar({ sent }: { sent: SentDecision }) {
  const { t } = useText()
  const { undoSent, isPending } = useUndoSent()
  const now = useNow(250)
  const [isReview] = useRoute(addresses.review(':submissionId'))
  const [isDecided] = useRoute(addresses.decided)
  const left = Math.ceil((sent.undoUntil - now) / 1000)
  // at the desk the same key first undoes what is chosen there
  useKeys({ u: undoSent }, !isReview || isDecided)
  return (
    <div className={styles.bar}>
      <Check size={18} aria-hidden />
      <span>{t('desk.sent', { store: sent.submission.store.name })}</span>
      {left > 0 && (
        <Button
          size="small"
          icon={<Undo2 size={16} />}
          aria-keyshortcuts="u"
          loading={isPending}
          onClick={undoSent}
        >
          {t('common.undo')}
          <kbd aria-hidden>{left}</kbd>
        </Button>
      )}
    </div>
  )
}
