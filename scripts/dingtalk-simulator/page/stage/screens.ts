/** What each device's screen shows: which tab, which chat, which page of the mini-app. */
import { useCallback, useState } from 'react'

export interface Screen {
  /** On phones the tabs of DingTalk, on desktops those of the window. */
  tab: 'messages' | 'workbench' | 'me' | 'console'
  chat: string | null
  scanning: boolean
  /** The page of the service that is open; `at` makes opening the same path twice two openings. */
  app: { path: string; at: number } | null
}

const phoneAtFirst: Screen = { tab: 'messages', chat: null, scanning: false, app: null }
const desktopAtFirst: Screen = { ...phoneAtFirst, tab: 'console' }

export interface Screens {
  of: (person: { id: string; device: 'phone' | 'desktop' }) => Screen
  change: (person: string, change: Partial<Screen>) => void
}

export function useScreens(): Screens {
  const [screens, setScreens] = useState<Record<string, Partial<Screen>>>({})
  const change = useCallback((person: string, patch: Partial<Screen>) => {
    setScreens((before) => ({ ...before, [person]: { ...before[person], ...patch } }))
  }, [])
  const of = useCallback<Screens['of']>(
    (person) => ({
      ...(person.device === 'desktop' ? desktopAtFirst : phoneAtFirst),
      ...screens[person.id],
    }),
    [screens],
  )
  return { of, change }
}
