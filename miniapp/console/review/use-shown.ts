/** Whether something was really visible: on the screen, in a page that is shown, for a moment. */
import { useEffect, useEffectEvent, type RefObject } from 'react'

/** Milliseconds: longer than a held arrow key stays at a photo, shorter than a glance. */
const aMoment = 300

/** @param there the picture has loaded */
export function useShown(
  frame: RefObject<HTMLElement | null>,
  there: boolean,
  onShown: () => void,
): void {
  const tell = useEffectEvent(onShown)
  useEffect(() => {
    const here = frame.current
    if (!there || !here) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let onScreen = false
    const look = () => {
      clearTimeout(timer)
      if (onScreen && document.visibilityState === 'visible') {
        timer = setTimeout(() => tell(), aMoment)
      }
    }
    const observer = new IntersectionObserver(
      (entries) => {
        onScreen = entries.at(-1)?.isIntersecting ?? false
        look()
      },
      { threshold: 0.5 },
    )
    observer.observe(here)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [frame, there])
}
