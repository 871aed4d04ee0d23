/** Which shape of a table fits its place: all its columns, without those that can be missed, or a card for each row. */
import { useLayoutEffect, useRef } from 'react'

const shapes = ['whole', 'shorter', 'short', 'cards'] as const

/** Narrower windows always have cards: a row of them is read and touched by a thumb. */
const phones = '(max-width: 899px)'

const isTooWide = (table: HTMLElement | null) =>
  table !== null && table.offsetWidth > (table.parentElement?.clientWidth ?? Infinity)

/**
 * No column gets narrower than its longest word, so whether a table fits depends on what stands in it and in which
 * language: it is measured, and written into `data-fit`.
 * @param content what decides about the width, beside that of the window
 */
export function useFit(content: string) {
  const table = useRef<HTMLTableElement>(null)
  useLayoutEffect(() => {
    const fit = () => {
      const { current: here } = table
      if (!here) return
      for (const shape of matchMedia(phones).matches ? (['cards'] as const) : shapes) {
        here.dataset['fit'] = shape
        if (!isTooWide(here)) return
      }
    }
    fit()
    window.addEventListener('resize', fit)
    // a row may change in place; after the frame, since an observer must not change the size that it watches
    const observer = new ResizeObserver(() =>
      requestAnimationFrame(() => {
        if (isTooWide(table.current)) fit()
      }),
    )
    if (table.current) observer.observe(table.current)
    // words are wider once their font has come
    void document.fonts?.ready.then(fit)
    return () => {
      window.removeEventListener('resize', fit)
      observer.disconnect()
    }
  }, [content])
  return table
}
