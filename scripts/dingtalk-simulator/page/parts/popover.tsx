/** A button that opens a small panel beside itself; Escape, a click elsewhere or in a device closes it. */
import { useEffect, useId, useRef, useState, type ReactNode, type ToggleEvent } from 'react'

interface PopoverProps {
  label: string
  icon: ReactNode
  /** Shown beside the icon where there is room. */
  caption?: string
  className?: string
  /** Marks the button: something here differs from the usual. */
  marked?: boolean
  title: string
  /** Under the button, as menus of an app are, instead of beside it. */
  below?: boolean
  children: (close: () => void) => ReactNode
}

const gap = 8

/** Below the button, or beside it where the panel fits, moved into the window where it does not. */
function place(panel: HTMLElement, button: HTMLElement, below: boolean) {
  const at = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const right = at.right + gap
  const left = right + width <= innerWidth - gap ? right : at.left - gap - width
  const fitsBeside = !below && left >= gap
  const x = fitsBeside ? left : Math.min(Math.max(at.left, gap), innerWidth - width - gap)
  const y = fitsBeside ? at.top : at.bottom + gap
  panel.style.left = `${Math.max(gap, x)}px`
  panel.style.top = `${Math.max(gap, Math.min(y, innerHeight - height - gap))}px`
}

export function Popover(props: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const below = props.below ?? false
  const close = () => panel.current?.hidePopover()

  useEffect(() => {
    if (!open || !panel.current || !button.current) return
    const [shown, opener] = [panel.current, button.current]
    const settle = () => place(shown, opener, below)
    const resized = new ResizeObserver(settle)
    resized.observe(shown)
    const leave = () => shown.hidePopover() // The focus went into a device's frame.
    addEventListener('blur', leave)
    addEventListener('resize', settle)
    return () => {
      resized.disconnect()
      removeEventListener('blur', leave)
      removeEventListener('resize', settle)
    }
  }, [open, below])

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`tool ${props.className ?? ''}`}
        aria-label={props.label}
        aria-expanded={open}
        title={props.label}
        popoverTarget={id}
      >
        {props.icon}
        {props.caption && <span className="tool-caption">{props.caption}</span>}
        {props.marked && <span className="tool-mark" aria-hidden="true" />}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="popover"
        role="dialog"
        aria-label={props.title}
        onToggle={(event: ToggleEvent<HTMLDivElement>) => setOpen(event.newState === 'open')}
      >
        {open && (
          <>
            <h3>{props.title}</h3>
            {props.children(close)}
          </>
        )}
      </div>
    </>
  )
}
