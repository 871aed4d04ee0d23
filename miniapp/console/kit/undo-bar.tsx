/** Says at the top of every page that a decision was sent, and takes it back for ten seconds. */
import { Button } from 'antd'
import { Check, Undo2 } from 'lucide-react'
import { useText } from '../../text/texts.tsx'
import { useNow } from '../parts/browser.ts'
import { useKeys } from '../parts/keys.ts'
import styles from './undo-bar.module.css'

interface UndoBarProps {
  words: string
  /** By the clock of this device. */
  undoUntil: number
  busy: boolean
  undo: () => void
  /** Whether the key `u` is free for it on this page. */
  hasKey: boolean
}

/** The place stays: a screen reader says what appears in it. */
export function UndoBar({ shown }: { shown: UndoBarProps | undefined }) {
  return (
    <div role="status" className={styles.place}>
      {shown && <Bar {...shown} />}
    </div>
  )
}

function Bar({ words, undoUntil, busy, undo, hasKey }: UndoBarProps) {
  const { t } = useText()
  const now = useNow(250)
  const left = Math.ceil((undoUntil - now) / 1000)
  useKeys({ u: undo }, hasKey)
  return (
    <div className={styles.bar}>
      <Check size={18} aria-hidden />
      <span>{words}</span>
      {left > 0 && (
        <Button
          size="small"
          icon={<Undo2 size={16} />}
          aria-keyshortcuts="u"
          loading={busy}
          onClick={undo}
        >
          {t('common.undo')}
          <kbd aria-hidden>{left}</kbd>
        </Button>
      )}
    </div>
  )
}
