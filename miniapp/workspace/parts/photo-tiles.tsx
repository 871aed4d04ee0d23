/** The photos of a store or spot as tiles, each with how far it has come and a way to take it out. */
import { X } from 'lucide-react'
import { ProblemError } from '../../api/problem-error.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Failure } from '../../parts/failure.tsx'
import { useText } from '../../text/texts.tsx'
import { PhotoAdvice } from './photo-advice.tsx'
import { Photo } from './photo.tsx'
import styles from './photo-tiles.module.css'

interface PhotoTilesProps {
  ids: readonly string[]
  remove: (id: string) => unknown
  /** One tile over the whole width. */
  large?: boolean
}

export function PhotoTiles({ ids, remove, large }: PhotoTilesProps) {
  const { t } = useText()
  return (
    <ul className={styles.tiles} data-large={large || undefined}>
      {ids.map((id, index) => (
        <li key={id}>
          <div className={styles.picture}>
            <Photo
              id={id}
              alt={t('photo.alt', { number: index + 1 })}
              size={large ? 'full' : 'thumbnail'}
              progress
            />
          </div>
          <button
            type="button"
            className={styles.remove}
            aria-label={t('photo.remove', { number: index + 1 })}
            onClick={() => void remove(id)}
          >
            <X size={18} strokeWidth={2.5} aria-hidden="true" />
          </button>
          <Looks id={id} />
        </li>
      ))}
    </ul>
  )
}

/** Advice on the picture, or what the service refused. */
function Looks({ id }: { id: string }) {
  const { t } = useText()
  const photo = usePhone().photos.get(id)
  if (photo?.state === 'failed') {
    return (
      <p className={styles.failed} role="alert">
        {photo.problem ? (
          <Failure shape="line" error={new ProblemError(photo.problem)} />
        ) : (
          t('photo.failed.words')
        )}
      </p>
    )
  }
  return photo ? <PhotoAdvice photo={photo} /> : null
}
