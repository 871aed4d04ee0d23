/** Whether the window has room for one device only. */
import { useSyncExternalStore } from 'react'

const query = '(max-width: 759px)'

function subscribe(changed: () => void) {
  const media = matchMedia(query)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}

export const useNarrow = () => useSyncExternalStore(subscribe, () => matchMedia(query).matches)
