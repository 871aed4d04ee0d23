/** Keeps the page's copy of the simulator's state fresh, and says whether the simulator answers. */
import { useEffect, useState } from 'react'
import { changesUrl, readState } from './client.ts'
import type { SimulatorState } from './types.ts'

const retryAfter = 2000

export interface Live {
  /** The last state heard; undefined until the first answer. */
  state: SimulatorState | undefined
  running: boolean
  /** Goes up with each state heard: what depends on more than the state asks again then. */
  version: number
}

/** Follows the simulator until stopped; tries again by itself when it is gone. */
function follow(onState: (state: SimulatorState) => void, onGone: () => void): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let loading = false
  let askedMeanwhile = false

  function retry() {
    source?.close()
    if (stopped) return
    onGone()
    clearTimeout(timer)
    timer = setTimeout(connect, retryAfter)
  }

  async function load() {
    if (loading) {
      askedMeanwhile = true
      return
    }
    loading = true
    try {
      do {
        askedMeanwhile = false
        const state = await readState()
        if (!stopped) onState(state)
      } while (askedMeanwhile && !stopped)
    } catch {
      retry() // Shown as a banner; whatever the reason was, the remedy is to ask again.
    } finally {
      loading = false
    }
  }

  function connect() {
    source = new EventSource(changesUrl)
    source.addEventListener('change', () => void load())
    source.addEventListener('error', retry)
    void load()
  }

  connect()
  return () => {
    stopped = true
    clearTimeout(timer)
    source?.close()
  }
}

export function useLive(): Live {
  const [live, setLive] = useState<Live>({ state: undefined, running: true, version: 0 })
  useEffect(
    () =>
      follow(
        (state) => setLive((before) => ({ state, running: true, version: before.version + 1 })),
        () => setLive((before) => ({ ...before, running: false })),
      ),
    [],
  )
  return live
}
