/** A sheet that comes up from the bottom of a phone; the browser's own dialog, so focus and Esc are right. */
import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useText } from '../text/texts.tsx'
import { focusFirstField } from './first-field.ts'
import styles from './sheet.module.css'

interface SheetProps {
  title: string
  open: boolean
  close: () => void
  children: ReactNode
}

export function Sheet({ title, open, close, children }: SheetProps) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const label = useId()
  useEffect(() => {
    if (open && dialog.current && !dialog.current.open) {
      dialog.current.showModal()
      focusFirstField(dialog.current)
    }
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={label}
      onClose={close}
      onClick={(event) => {
        // a tap beside the sheet lands on the dialog itself
        if (event.target === dialog.current) close()
      }}
    >
      {open && (
        <div className={styles.content}>
          <header>
            <h2 id={label}>{title}</h2>
            <button type="button" aria-label={t('common.close')} onClick={close}>
              <X size={22} aria-hidden="true" />
            </button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  )
}
