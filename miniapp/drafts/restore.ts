/** Brings what the service keeps to this phone: a new phone goes on where the old one stopped. */
import { useSyncExternalStore } from 'react'
import { OfflineError, ProblemError } from '../api/problem-error.ts'
import { declaredKinds } from './kind.ts'
import { readPhone, usePhone } from './memory.ts'

let restoredFor = ''
const listeners = new Set<() => void>()

function onRestored(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether what the service keeps of the person has been looked for, with or without success. */
export function useRestored(): boolean {
  const { owner } = usePhone()
  return useSyncExternalStore(onRestored, () => restoredFor === owner)
}

/** Where the service is not reached, what is on this phone is there all the same. */
export async function restoreAll(): Promise<void> {
  const { owner } = readPhone()
  try {
    for (const kind of declaredKinds()) await kind.restore?.()
  } catch (error) {
    if (!(error instanceof OfflineError || error instanceof ProblemError)) throw error
  } finally {
    restoredFor = owner
    for (const listener of listeners) listener()
  }
}
