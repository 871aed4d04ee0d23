/** Whose session the page uses, and word of its end. */

/** The console works for operators, everything else for staff; one browser can hold both sessions. */
export function sessionKind(): 'staff' | 'operator' {
  return location.pathname.startsWith('/console') ? 'operator' : 'staff'
}

const listeners = new Set<() => void>()

/** Called when a session has ended and could not be refreshed; answers how to stop listening. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function sessionEnded(): void {
  for (const listener of listeners) listener()
}

const changeListeners = new Set<() => void>()

/** Called when the session is another person's than this page was opened for; answers how to stop listening. */
export function onAnotherPerson(listener: () => void): () => void {
  changeListeners.add(listener)
  return () => changeListeners.delete(listener)
}

export function signedInAsAnother(): void {
  for (const listener of changeListeners) listener()
}
