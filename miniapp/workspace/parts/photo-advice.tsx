/** What the phone thinks of a photo before it is sent, in a few words: advice only, nothing waits for it. */
import type { PhotoOnPhone } from '../../drafts/shapes.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from './photo-advice.module.css'

export function PhotoAdvice({ photo }: { photo: PhotoOnPhone }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const { looks, source, takenAt } = photo
  return (
    <>
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
    </>
  )
}
