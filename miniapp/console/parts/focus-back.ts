/** A dialog that is taken away gives the focus back; antd does so only where it closes the dialog itself. */
import { useEffect, useRef } from 'react'

export function useFocusBack(): void {
  const { current: before } = useRef(document.activeElement)
  useEffect(
    () => () => {
      // what has taken the focus meanwhile keeps it
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    },
    [before],
  )
}
