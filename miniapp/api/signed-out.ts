/** Whether the person has signed out on purpose: then they are not signed in automatically until they ask for it. */
import { useSyncExternalStore } from 'react'
import { inTab } from './keeping.ts'
import { sessionKind } from './session.ts'

const place = () => `partner-workspace.signed-out.${sessionKind()}`
const listeners = new Set<() => void>()

export const isSignedOut = (): boolean => inTab.read(place()) !== null

/** Holds until the app is closed. */
export function setSignedOut(signedOut: boolean): void {
  if (signedOut) inTab.write(place(), 'yes')
  else inTab.remove(place())
  for (const listener of listeners) listener()
}

function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(onChange, isSignedOut)
}
