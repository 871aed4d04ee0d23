/**
 * What stands over the whole page until it is closed: the browser's own dialog, and where it has none (Safari before
 * 15.4) one that behaves like it: the focus stays inside, Esc closes, and it goes back to where it was.
 */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { focusFirstField } from './first-field.ts'
import styles from './modal.module.css'

interface ModalProps {
  open: boolean
  close: () => void
  className?: string | undefined
  children: ReactNode
  'aria-label'?: string | undefined
  'aria-labelledby'?: string | undefined
}

const hasDialogs = (): boolean => 'showModal' in document.createElement('dialog')

export function Modal(props: ModalProps) {
  return hasDialogs() ? <OwnDialog {...props} /> : props.open ? <Imitation {...props} /> : null
}

function OwnDialog({ open, close, children, ...look }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && dialog.current && !dialog.current.open) {
      dialog.current.showModal()
      focusFirstField(dialog.current)
    }
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog
      {...look}
      ref={dialog}
      onClose={close}
      onClick={({ target }) => {
        // a tap beside it lands on the dialog itself
        if (target === dialog.current) close()
      }}
    >
      {open && children}
    </dialog>
  )
}

const reachable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)'

function Imitation({ close, className = '', children, ...labels }: ModalProps) {
  const box = useRef<HTMLDivElement>(null)
  const { current: before } = useRef(document.activeElement)
  const inside = () => [...(box.current?.querySelectorAll<HTMLElement>(reachable) ?? [])]
  useEffect(() => {
    const { current: own } = box
    if (!own?.contains(document.activeElement)) own?.querySelector<HTMLElement>(reachable)?.focus()
    if (own) focusFirstField(own)
    return () => (before as HTMLElement | null)?.focus()
  }, [before])
  const press = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') close()
  }
  return createPortal(
    <div
      role="presentation"
      className={styles.over}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close()
      }}
    >
      <Edge turn={() => inside().pop()?.focus()} />
      <div
        {...labels}
        ref={box}
        role="dialog"
        aria-modal="true"
        className={`${styles.box} ${className}`}
        onKeyDown={press}
      >
        {children}
      </div>
      <Edge turn={() => inside().shift()?.focus()} />
    </div>,
    document.body,
  )
}

/** Before the first and behind the last thing of a dialog: Tab moves on from here to its other end. */
const Edge = ({ turn }: { turn: () => void }) => <div tabIndex={0} onFocus={turn} />
