/** What the phone thinks of a photo before it is sent, in a few words: advice only, nothing waits for it. */
import { reuseOf, type Reuse } from '../../drafts/reuse.ts'
import type { PhotoOnPhone } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/memory.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from './photo-advice.module.css'

function wordsOf({ by, isHere, storeName }: Reuse) {
  if (isHere) return 'photo.reused.here'
  if (by === 'me') return storeName ? 'photo.reused.store' : 'photo.reused.me'
  return `photo.reused.${by}` as const
}

export function PhotoAdvice({ photo }: { photo: PhotoOnPhone }) {
  const { t } = useText()
  const phone = usePhone()
  const { dateTime } = useFormats()
  const reuse = reuseOf(photo, phone)
  const { looks, source, takenAt } = photo
  return (
    <>
      {phone.unkept.has(photo.id) && photo.state === 'waiting' && (
        <p className={styles.advice} data-advice="unkept">
          {t('storage.photo')}
        </p>
      )}
      {looks !== 'unknown' && (
        <p className={styles.advice} data-advice={looks}>
          {t(`photo.looks.${looks}`)}
        </p>
      )}
      {source === 'album' && (
        <p className={styles.advice} data-advice="album">
          {t('photo.album', { at: dateTime(takenAt) })}
        </p>
      )}
      {reuse && (
        <p className={styles.advice} data-advice="reused">
          {t(wordsOf(reuse), { store: reuse.storeName })}
        </p>
      )}
    </>
  )
}
