/** A sheet that comes up from the bottom of a phone. */
import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useText } from '../text/texts.tsx'
import { Modal } from './modal.tsx'
import styles from './sheet.module.css'

interface SheetProps {
  title: string
  open: boolean
  close: () => void
  children: ReactNode
}

export function Sheet({ title, open, close, children }: SheetProps) {
  const { t } = useText()
  const label = useId()
  return (
    <Modal open={open} close={close} className={styles.sheet} aria-labelledby={label}>
      <div className={styles.content}>
        <header>
          <h2 id={label}>{title}</h2>
          <button type="button" aria-label={t('common.close')} onClick={close}>
            <X size={22} aria-hidden="true" />
          </button>
        </header>
        {children}
      </div>
    </Modal>
  )
}
