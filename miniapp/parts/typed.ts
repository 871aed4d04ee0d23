/** What was typed into a form and not sent yet: kept over a reload, an ended session, and a lost answer. */
import { useState } from 'react'
import { inTab, onDevice, readJson } from '../api/keeping.ts'

const placeOf = (name: string) => `partner-workspace.typed.${name}`

/** `tab`: until the tab is closed. `device`: also when the app is closed, for forms of the device's one owner. */
export type Keeping = 'tab' | 'device'

const keeperOf = (keeping: Keeping) => (keeping === 'tab' ? inTab : onDevice)

const read = <T extends object>(name: string | undefined, keeping: Keeping): Partial<T> =>
  (name !== undefined && readJson<Partial<T>>(keeperOf(keeping), placeOf(name))) || {}

function write(name: string | undefined, keeping: Keeping, typed: object | undefined): void {
  if (name === undefined) return
  if (typed) keeperOf(keeping).write(placeOf(name), JSON.stringify(typed))
  else keeperOf(keeping).remove(placeOf(name))
}

/**
 * Like `useState` for the fields of a form, with what was typed before in place of the fields of `initial`.
 * Secrets are never kept this way; without a name nothing is.
 * @returns the fields; how to change them; how to forget them, once they are sent or given up
 */
export function useTyped<T extends object>(
  name: string | undefined,
  initial: () => T,
  keeping: Keeping = 'tab',
): [T, (typed: T) => void, () => void] {
  const [typed, setTyped] = useState<T>(() => ({ ...initial(), ...read<T>(name, keeping) }))
  const type = (next: T) => {
    setTyped(next)
    write(name, keeping, next)
  }
  return [typed, type, () => write(name, keeping, undefined)]
}

/** Changes some of the fields that are kept of a form which is not open. */
export function changeTyped(name: string, keeping: Keeping, change: object): void {
  write(name, keeping, { ...read(name, keeping), ...change })
}

/** The form has done what it was for. */
export function dropTyped(name: string, keeping: Keeping): void {
  write(name, keeping, undefined)
}

/** At sign-out: the next person on this tab must not see what was typed. */
export function forgetTyped(): void {
  for (const place of inTab.places()) {
    if (place.startsWith(placeOf(''))) inTab.remove(place)
  }
}
