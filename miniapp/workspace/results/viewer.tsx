/** Photos over the whole screen: swiped or scrolled through, a tap on one makes it large enough to read a code. */
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { pathOf } from '../../api/photo-links.ts'
import { Modal } from '../../parts/modal.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './viewer.module.css'

interface ViewerProps {
  title: string
  urls: string[]
  first: number
  close: () => void
}

export function Viewer({ title, urls, first, close }: ViewerProps) {
  const { t } = useText()
  const strip = useRef<HTMLUListElement>(null)
  const [large, setLarge] = useState(false)
  useEffect(() => {
    strip.current?.children[first]?.scrollIntoView()
  }, [first])
  return (
    <Modal open close={close} className={styles.viewer} aria-label={title}>
      <ul ref={strip} className={styles.strip} data-large={large || undefined}>
        {urls.map((url, index) => (
          <li key={pathOf(url)}>
            <button
              type="button"
              aria-label={t(large ? 'photo.smaller' : 'photo.larger')}
              onClick={() => setLarge(!large)}
            >
              <Picture src={url} alt={t('photo.alt', { number: index + 1 })} />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className={styles.close} aria-label={t('common.close')} onClick={close}>
        <X size={24} aria-hidden="true" />
      </button>
    </Modal>
  )
}
