/** A key that is held down presses nothing again: browsers repeat it, and what it pressed may be gone by then. */

const pressed = new Set(['Enter', ' ', 'Escape'])
const writing = 'textarea, [contenteditable]'
const pressable = 'a, button, summary, [role=button], [type=checkbox], [type=radio], [type=submit]'

/** Whether a repeat of this key would press, send or close something; letters, arrows and new lines may repeat. */
function wouldPress(key: string, at: Element | null): boolean {
  if (!pressed.has(key)) return false
  if (key === ' ') return Boolean(at?.closest(pressable))
  return key === 'Escape' || !at?.closest(writing)
}

/** From here on such a repeat does nothing, anywhere on the page. */
export function ignoreHeldKeys(): void {
  const hear = (event: KeyboardEvent) => {
    const at = event.target instanceof Element ? event.target : null
    if (!event.repeat || !wouldPress(event.key, at)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', hear, { capture: true })
}
