/** Whether the person has signed out on purpose: then nobody is signed in by itself until they say so. */
import { useSyncExternalStore } from 'react'
import { inTab } from './keeping.ts'
import { sessionKind } from './session.ts'

const place = () => `partner-workspace.signed-out.${sessionKind()}`
const listeners = new Set<() => void>()

export const isSignedOut = (): boolean => inTab.read(place()) !== null

/** Holds until the app is closed. */
export function setSignedOut(signedOut: boolean): void {
  if (signedOut) inTab.write(place(), 'yes')
  else inTab.drop(place())
  for (const listener of listeners) listener()
}

function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(onChange, isSignedOut)
}
