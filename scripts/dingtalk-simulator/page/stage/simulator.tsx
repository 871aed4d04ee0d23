/** Gives every part of the page the simulator's state and the ways to open something on a device. */
import { createContext, use } from 'react'
import type { SimulatorState } from '../api/types.ts'
import type { Screen } from './screens.ts'

export interface Simulator {
  state: SimulatorState
  running: boolean
  /** Changes whenever the state did. */
  version: number
  screenOf: (person: { id: string; device: 'phone' | 'desktop' }) => Screen
  changeScreen: (person: string, change: Partial<Screen>) => void
  /** Opens a page of the service on the person's device and brings the device into view. */
  openPath: (person: string, path: string) => void
  /**
   * Opens what a link leads to; false when the text is no link.
   * @param tappedOn the device, for a link in a message
   */
  openLink: (person: string, url: string, tappedOn?: 'phone' | 'desktop') => boolean
}

export const SimulatorContext = createContext<Simulator | null>(null)

export function useSimulator(): Simulator {
  const simulator = use(SimulatorContext)
  if (!simulator) throw new Error('useSimulator needs a SimulatorContext above it')
  return simulator
}
