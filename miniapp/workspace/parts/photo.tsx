/** A photo, on the phone or on the service, with how far it has come. */
import { ArrowUp, Check, CircleAlert, ImageOff } from 'lucide-react'
import { usePhotoUrl } from '../../drafts/photo-url.ts'
import { useQueue } from '../../drafts/queue.ts'
import { usePhone } from '../../drafts/store.ts'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './photo.module.css'

interface PhotoProps {
  id: string | undefined
  alt: string
  size?: 'thumbnail' | 'full'
  /** Says whether it has arrived. */
  progress?: boolean
}

export function Photo({ id, alt, size = 'thumbnail', progress }: PhotoProps) {
  const url = usePhotoUrl(id, size)
  return (
    <span className={styles.photo}>
      {url ? (
        <Picture src={url} alt={alt} loading="lazy" />
      ) : (
        <ImageOff size={20} aria-hidden="true" />
      )}
      {progress && id && <Progress id={id} />}
    </span>
  )
}

/** How far a photo has come, as an icon with words for those who do not see it. */
export function Progress({ id }: { id: string }) {
  const { t } = useText()
  const photo = usePhone().photos.get(id)
  const { going } = useQueue()
  if (!photo) return null
  const state = going === id ? 'going' : photo.state
  const Icon = state === 'there' ? Check : state === 'failed' ? CircleAlert : ArrowUp
  return (
    <span className={styles.progress} data-state={state}>
      <Icon size={12} strokeWidth={3} aria-hidden="true" />
      <span className="visually-hidden">{t(`photo.${state}`)}</span>
    </span>
  )
}
