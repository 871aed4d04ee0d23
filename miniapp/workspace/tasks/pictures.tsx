/** A spot then and now, side by side; a tap shows a picture over the whole screen. */
import { useState } from 'react'
import type { MyTask } from '../../../service/inspections/contract/task.ts'
import { usePhotoUrl } from '../../drafts/photo-url.ts'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import { Viewer } from '../results/viewer.tsx'
import styles from './task.module.css'

interface PicturesProps {
  title: string
  before: MyTask['spots'][number]['before']
  /** Id of the new photo, here or on the service. */
  now: string | undefined
}

export function Pictures({ title, before, now }: PicturesProps) {
  const { t } = useText()
  const [shown, setShown] = useState<'then' | 'now'>()
  const url = usePhotoUrl(now, 'full')
  const large = shown && (shown === 'then' ? before?.url : url)
  return (
    <div className={styles.pair}>
      <figure>
        <figcaption>{t('task.then')}</figcaption>
        {before ? (
          <button
            type="button"
            className={styles.picture}
            aria-label={t('task.openThen', { title })}
            onClick={() => setShown('then')}
          >
            <Picture src={before.thumbnailUrl} alt="" loading="lazy" />
          </button>
        ) : (
          <span className={styles.picture}>{t('task.noBefore')}</span>
        )}
      </figure>
      <figure>
        <figcaption>{t('task.now')}</figcaption>
        {now ? (
          <button
            type="button"
            className={styles.picture}
            aria-label={t('task.openNow', { title })}
            onClick={() => setShown('now')}
          >
            <Photo id={now} alt="" progress />
          </button>
        ) : (
          <span className={styles.picture}>{t('task.noBefore')}</span>
        )}
      </figure>
      {large && <Viewer title={title} urls={[large]} first={0} close={() => setShown(undefined)} />}
    </div>
  )
}
