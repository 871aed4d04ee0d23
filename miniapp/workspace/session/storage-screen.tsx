/** What this person has on the phone does not open: why, another try, and the way on without it. */
import { useEffect, useState } from 'react'
import type { Trouble } from '../../drafts/storage-trouble.ts'
import { Button } from '../../parts/button.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { WholePage } from '../../parts/whole-page.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './storage-screen.module.css'

/** Milliseconds between two tries: another window may have been closed. */
const pause = 5_000

interface StorageScreenProps {
  trouble: Trouble
  retry: () => Promise<void>
  goWithout: () => void
}

export function StorageScreen({ trouble, retry, goWithout }: StorageScreenProps) {
  const { t } = useText()
  const [trying, setTrying] = useState(false)
  useEffect(() => {
    if (trying) return
    const timer = setTimeout(() => void retry(), pause)
    return () => clearTimeout(timer)
  }, [trying, retry])
  const tryAgain = async () => {
    setTrying(true)
    try {
      await retry()
    } finally {
      setTrying(false)
    }
  }
  return (
    <WholePage>
      <StateMessage
        kind="failed"
        title={t('storage.title')}
        words={
          <>
            {t(`storage.${trouble}`)} {t('storage.without.words')}
          </>
        }
        action={
          <div className={styles.ways}>
            <Button look="primary" busy={trying} onClick={() => void tryAgain()}>
              {t('common.retry')}
            </Button>
            <Button onClick={goWithout}>{t('storage.without')}</Button>
          </div>
        }
      />
    </WholePage>
  )
}
