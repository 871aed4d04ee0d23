/** A photo, on the phone or on the service, with how far it has come. */
import { ArrowUp, Check, CircleAlert, ImageOff } from 'lucide-react'
import { usePhotoUrl } from '../../drafts/photo-url.ts'
import { useQueue } from '../../drafts/queue.ts'
import { usePhone } from '../../drafts/memory.ts'
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

const icons = {
  waiting: ArrowUp,
  going: ArrowUp,
  there: Check,
  failed: CircleAlert,
  unkept: CircleAlert,
} as const

/** How far a photo has come, as an icon with words for those who do not see it. */
export function Progress({ id }: { id: string }) {
  const { t } = useText()
  const { photos, unkept } = usePhone()
  const photo = photos.get(id)
  const { going } = useQueue()
  if (!photo) return null
  const isUnkept = unkept.has(id) && photo.state === 'waiting'
  const state = going === id ? 'going' : isUnkept ? 'unkept' : photo.state
  const Icon = icons[state]
  return (
    <span className={styles.progress} data-state={state}>
      <Icon size={12} strokeWidth={3} aria-hidden="true" />
      <span className="visually-hidden">
        {t(state === 'unkept' ? 'storage.unkept' : `photo.${state}`)}
      </span>
    </span>
  )
}
