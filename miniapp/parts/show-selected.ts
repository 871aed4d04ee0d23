/** Keeps what is selected in a row that scrolls sideways where it can be seen. */
import { useEffect, useRef, type RefObject } from 'react'

const selected = '[aria-current="true"], [aria-pressed="true"]'

/** @param about what is selected, and what the widths depend on: when it changes, the row is scrolled */
export function useSelectedShown<Row extends HTMLElement>(
  ...about: unknown[]
): RefObject<Row | null> {
  const row = useRef<Row>(null)
  const now = JSON.stringify(about)
  useEffect(() => {
    const chip = row.current?.querySelector(selected)
    if (!row.current || !chip) return
    const [inside, outside] = [chip.getBoundingClientRect(), row.current.getBoundingClientRect()]
    if (inside.left >= outside.left && inside.right <= outside.right) return
    row.current.scrollLeft += inside.left - outside.left - (outside.width - inside.width) / 2
  }, [now])
  return row
}
