/** Above a screen while what was entered is not on the phone: why, what to do, and another try. */
import { CircleAlert } from 'lucide-react'
import { usePhone } from '../../drafts/memory.ts'
import { keepNow } from '../../drafts/writing.ts'
import { Button } from '../../parts/button.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './storage-strip.module.css'

export function StorageStrip() {
  const { t } = useText()
  const { trouble, writing } = usePhone()
  if (!trouble) return null
  return (
    <div className={styles.strip} role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <strong>{t('storage.unkept')}</strong>
      <Button look="quiet" busy={writing > 0} onClick={() => void keepNow()}>
        {t('common.retry')}
      </Button>
      <p>
        {t(`storage.${trouble}`)} {t('storage.stay')}
      </p>
    </div>
  )
}
