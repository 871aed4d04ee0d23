/** Shortcuts of a page: plain keys, silent while the person types or a dialog is open. */
import { useEffect, useEffectEvent } from 'react'

type Bindings = Record<string, (event: KeyboardEvent) => void>

const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]'
const layered = '[aria-modal=true], [role=menu], [role=listbox]'
const pressable = 'a, button, [role=button], summary, input'

/** Keys that go on while they are held: they only move and zoom. */
const mayRepeat = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', '+', '=', '-'])

/** Keys as in `KeyboardEvent.key`; letters are given in lower case. A held key decides nothing. */
export function useKeys(bindings: Bindings, active = true): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const action = bindings[key]
    if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const at = event.target instanceof Element ? event.target : null
    if (at?.closest(layered)) return
    if (at?.closest(typing) && key !== 'Escape') return
    // Enter and space belong to the button that has the focus
    if ((key === 'Enter' || key === ' ') && at?.closest(pressable)) return
    event.preventDefault()
    if (event.repeat && !mayRepeat.has(key)) return
    action(event)
  })
  useEffect(() => {
    if (!active) return
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [active])
}
