/** A question in front of the page: fields, one button that says what will happen, and a way out. */
import { Button, Modal } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { keepFirstFieldFocused } from '../../parts/first-field.ts'
import { useText } from '../../text/texts.tsx'
import styles from './dialog.module.css'
import { useFocusBack } from './focus-back.ts'

interface DialogProps {
  title: string
  /** What the button will do, in words. */
  action: string
  danger?: boolean
  /** For fields that stand side by side. */
  wide?: boolean
  disabled?: boolean
  busy?: boolean
  /** What the way out is called; null where there is only the button. */
  out?: string | null
  /** A second way, beside the first. */
  also?: ReactNode
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

export function Dialog(props: DialogProps) {
  const { title, action, danger, wide, disabled, busy, out, also, onSubmit, onClose, children } =
    props
  const { t } = useText()
  useFocusBack()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => (form.current ? keepFirstFieldFocused(form.current) : undefined), [])
  return (
    <Modal
      open
      title={title}
      footer={null}
      width={wide ? 880 : 480}
      onCancel={onClose}
      mask={{ closable: false }}
      closable={{ 'aria-label': t('common.close') }}
    >
      <form
        ref={form}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          // a dialog may stand in a page that is a form of its own for React
          event.stopPropagation()
          if (!busy && !disabled) onSubmit()
        }}
      >
        {children}
        <div className={styles.foot}>
          {out !== null && <Button onClick={onClose}>{out ?? t('common.cancel')}</Button>}
          {also}
          <Button
            type="primary"
            htmlType="submit"
            danger={danger}
            disabled={disabled}
            loading={busy}
          >
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
