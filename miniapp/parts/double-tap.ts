/** The second tap of a double tap is not for what has just come into the place of what was tapped. */

/** Milliseconds within which two taps are one double tap. */
const quick = 300
/** Pixels between two taps in one place. */
const near = 24

interface Tap {
  at: number
  x: number
  y: number
  on: EventTarget | null
  /** Of the link that was tapped. */
  link: string | undefined
}

function linkAt(target: EventTarget | null): string | undefined {
  const link = target instanceof Element ? target.closest('a') : null
  return link ? (link.ariaLabel ?? link.textContent) : undefined
}

/** From here on such a tap does nothing, anywhere on the page. */
export function ignoreDoubleTaps(): void {
  let last: Tap | undefined
  let stray = false
  const hear = ({ timeStamp, clientX, clientY, target }: PointerEvent) => {
    const before = last
    last = { at: timeStamp, x: clientX, y: clientY, on: target, link: linkAt(target) }
    stray =
      before !== undefined &&
      timeStamp - before.at < quick &&
      Math.hypot(clientX - before.x, clientY - before.y) < near &&
      before.on instanceof Element &&
      !before.on.isConnected &&
      // two steps back are two taps on the same words
      (before.link === undefined || before.link !== last.link)
  }
  const stop = (event: MouseEvent) => {
    // keys press buttons too, and are nowhere
    if (!stray || event.detail === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('pointerdown', hear, { capture: true })
  // it would mark a word there
  window.addEventListener('mousedown', stop, { capture: true })
  window.addEventListener('click', stop, { capture: true })
}
