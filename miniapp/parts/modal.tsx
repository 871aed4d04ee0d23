/**
 * What stands over the whole page until it is closed: the browser's own dialog, and where it has none (Safari before
 * 15.4) one that behaves like it: the focus stays inside, Esc closes, and it goes back to where it was.
 */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
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
    if (open && !dialog.current?.open) dialog.current?.showModal()
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
  useEffect(() => {
    const { current: inside } = box
    const first =
      inside?.querySelector<HTMLElement>('[autofocus]') ?? inside?.querySelector(reachable)
    if (!inside?.contains(document.activeElement)) (first as HTMLElement | null)?.focus()
    return () => (before as HTMLElement | null)?.focus()
  }, [before])
  const press = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') close()
    if (event.key !== 'Tab') return
    const all = [...(box.current?.querySelectorAll<HTMLElement>(reachable) ?? [])]
    const [first, last] = [all[0], all[all.length - 1]]
    const isLeaving = document.activeElement === (event.shiftKey ? first : last)
    if (!isLeaving) return
    event.preventDefault()
    ;(event.shiftKey ? last : first)?.focus()
  }
  return createPortal(
    <div
      role="presentation"
      className={styles.over}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close()
      }}
    >
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
    </div>,
    document.body,
  )
}
