/** What a row of a list opens at its right: a name, a way out, and what is known. */
import { Button } from 'antd'
import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useText } from '../../text/texts.tsx'
import { useMedia } from './browser.ts'
import { useKeys } from './keys.ts'
import styles from './panel.module.css'

interface PanelProps {
  /** Nothing while it loads. */
  name: string | undefined
  onClose: () => void
  children: ReactNode
}

export function Panel({ name, onClose, children }: PanelProps) {
  const { t } = useText()
  const title = useRef<HTMLHeadingElement>(null)
  const covers = useMedia('(max-width: 1099px)')
  useKeys({ Escape: onClose })
  // where it covers the list, readers and keyboards follow it; beside the list they stay there
  useEffect(() => {
    if (covers) title.current?.focus()
  }, [covers])
  return (
    <aside className={styles.panel} aria-label={name ?? t('common.loading')}>
      <header className={styles.head}>
        <h2 ref={title} tabIndex={-1} className={styles.name}>
          {name ?? ' '}
        </h2>
        <Button
          type="text"
          icon={<X size={18} />}
          aria-label={t('common.close')}
          onClick={onClose}
        />
      </header>
      {children}
    </aside>
  )
}
