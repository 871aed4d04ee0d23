/** Puts the focus where a dialog is to be filled in: the person can type at once. */

const fields = [
  'input:not([type=hidden], [type=checkbox], [type=file], [disabled])',
  'textarea:not([disabled])',
  'select:not([disabled])',
].join(',')

/** Does nothing where there is no field: the focus stays where it is. */
export function focusFirstField(dialog: Element): void {
  const [first] = dialog.querySelectorAll<HTMLInputElement>(fields)
  // of one of several it is the one that is chosen
  const chosen =
    first?.type === 'radio' && dialog.querySelector<HTMLElement>('[type=radio]:checked')
  const field = chosen || first
  field?.focus()
}

const used = ['keydown', 'pointerdown'] as const

/**
 * The same for a dialog whose fields come with what they offer, until the person does something.
 * @returns how to stop
 */
export function keepFirstFieldFocused(dialog: Element): () => void {
  focusFirstField(dialog)
  const observer = new MutationObserver(() => focusFirstField(dialog))
  observer.observe(dialog, { childList: true, subtree: true })
  const stop = () => {
    observer.disconnect()
    for (const event of used) document.removeEventListener(event, stop, true)
  }
  for (const event of used) document.addEventListener(event, stop, true)
  return stop
}
