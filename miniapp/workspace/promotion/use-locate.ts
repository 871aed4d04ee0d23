/** Takes the place of the store by itself, once, while the first questions are answered. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { NoPlaceError, whereAmI, type NoPlace } from '../../dingtalk/location.ts'
import type { Visit } from './visit.ts'
import { fillIn } from './visits.ts'

export interface Locating {
  state: 'finding' | 'found' | NoPlace
  again: () => void
}

export function useLocate({ id, content, revision }: Visit): Locating {
  const known = content.store.place !== null
  const [state, setState] = useState<Locating['state']>(known ? 'found' : 'finding')
  const find = useCallback(async () => {
    setState('finding')
    try {
      const place = await whereAmI()
      await fillIn(id, (now) => ({ ...now, store: { ...now.store, place } }))
      setState('found')
    } catch (error) {
      if (!(error instanceof NoPlaceError)) throw error
      setState(error.reason)
    }
  }, [id])
  const begun = useRef(false)
  useEffect(() => {
    // changes are often made elsewhere than at the store
    if (begun.current || known || revision !== null) return
    begun.current = true
    void find()
  }, [known, revision, find])
  return { state: known && state !== 'finding' ? 'found' : state, again: () => void find() }
}
