/** A line at the bottom that says what just happened, and offers to undo it. */
import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import styles from './toast.module.css'

interface Toast {
  words: string
  action?: { label: string; run: () => unknown }
}

type Show = (toast: Toast) => void

const ToastContext = createContext<Show | undefined>(undefined)

/** Milliseconds: long enough to read and reach. */
const stay = 6_000

export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast>()
  const [path] = useLocation()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = useCallback<Show>((next) => {
    clearTimeout(timer.current)
    setToast(next)
    timer.current = setTimeout(() => setToast(undefined), stay)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  // what it could undo belongs to the screen that was left
  useEffect(() => setToast(undefined), [path])
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.place} role="status">
        {toast && (
          <div className={styles.toast}>
            <span>{toast.words}</span>
            {toast.action && (
              <button
                type="button"
                onClick={() => {
                  setToast(undefined)
                  void toast.action?.run()
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  )
}

export function useToast(): Show {
  const show = use(ToastContext)
  if (!show) throw new Error('useToast needs <Toasts> around it')
  return show
}
