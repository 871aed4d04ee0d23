/** Which shape of a table fits its place: all its columns, without those that can be missed, or a card for each row. */
import { useLayoutEffect, useRef } from 'react'

const shapes = ['whole', 'shorter', 'short', 'cards'] as const

/** Narrower windows always have cards: a row of them is read and touched by a thumb. */
const phones = '(max-width: 899px)'

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
      const place = here?.parentElement
      if (!here || !place) return
      for (const shape of matchMedia(phones).matches ? (['cards'] as const) : shapes) {
        here.dataset['fit'] = shape
        if (here.offsetWidth <= place.clientWidth) return
      }
    }
    fit()
    window.addEventListener('resize', fit)
    // words are wider once their font has come
    void document.fonts?.ready.then(fit)
    return () => window.removeEventListener('resize', fit)
  }, [content])
  return table
}
