/** The photo that is looked at, as large as the window lets it, with what is known of it. */
import { Button } from 'antd'
import { ChevronLeft, ChevronRight, ImageOff, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import { useKeys } from '../parts/keys.ts'
import type { SubmittedPhoto } from './items.ts'
import styles from './photo-stage.module.css'
import { useShown } from './use-shown.ts'
import { useZoom } from './use-zoom.ts'

interface PhotoStageProps {
  photo: SubmittedPhoto
  /** Said by screen readers, such as *Spot 1, photo 2 of 3*. */
  label: string
  onSeen: (id: string) => void
  /** The signed links may have ended: ask for fresh ones. */
  onBroken: () => unknown
  onTurn: (by: 1 | -1) => void
  children: ReactNode
}

export function PhotoStage(props: PhotoStageProps) {
  const { photo, label, onSeen, onBroken, onTurn, children } = props
  const { t } = useText()
  const zoom = useZoom(photo)
  const { view } = zoom
  const [state, setState] = useState<'loading' | 'there' | 'broken'>('loading')
  // a newer link to the same picture is only of use when the first one has ended
  const [firstUrl] = useState(photo.url)
  /** Number of retries. The first is automatic, because photo links expire after minutes. */
  const [tries, setTries] = useState(0)
  const tryAgain = async () => {
    setState('loading')
    await onBroken()
    setTries(tries + 1)
  }
  useShown(zoom.frame, state === 'there', () => onSeen(photo.id))
  useKeys({ '+': zoom.zoomIn, '=': zoom.zoomIn, '-': zoom.zoomOut, '0': zoom.fit })
  return (
    <div
      ref={zoom.frame}
      className={`${styles.stage} ${view.scale > 1 ? styles.close : ''} ${zoom.dragging ? styles.dragging : ''}`}
      onDoubleClick={(event) => zoom.toggleAt(event.clientX, event.clientY)}
      {...zoom.handlers}
    >
      {state === 'loading' && (
        <Picture className={styles.picture} src={photo.thumbnailUrl} alt="" draggable={false} />
      )}
      {state === 'broken' ? (
        <div className={styles.broken} role="alert">
          <ImageOff size={28} aria-hidden />
          <p>{t('desk.photoBroken')}</p>
          <Button onClick={() => void tryAgain()}>{t('common.retry')}</Button>
        </div>
      ) : (
        <img
          key={tries}
          className={styles.picture}
          src={tries ? photo.url : firstUrl}
          alt={label}
          draggable={false}
          style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
          onLoad={() => setState('there')}
          onError={() => void (tries ? setState('broken') : tryAgain())}
        />
      )}
      <div className={styles.facts}>{children}</div>
      <div className={styles.turns}>
        <Button
          shape="circle"
          icon={<ChevronLeft size={20} />}
          aria-label={t('desk.previousPhoto')}
          onClick={() => onTurn(-1)}
        />
        <Button
          shape="circle"
          icon={<ChevronRight size={20} />}
          aria-label={t('desk.nextPhoto')}
          onClick={() => onTurn(1)}
        />
      </div>
      <div className={styles.tools}>
        <Button
          icon={<ZoomOut size={18} />}
          aria-label={t('desk.zoomOut')}
          onClick={zoom.zoomOut}
        />
        <Button icon={<Maximize size={18} />} aria-label={t('desk.fit')} onClick={zoom.fit} />
        <Button icon={<ZoomIn size={18} />} aria-label={t('desk.zoomIn')} onClick={zoom.zoomIn} />
      </div>
    </div>
  )
}
