/** Lets a device change its own place on the stage. */
import { createContext, use } from 'react'

export interface Stage {
  /** Whose device fills the stage. */
  filled: string | null
  fill: (person: string | null) => void
  hide: (person: string) => void
}

export const StageContext = createContext<Stage | null>(null)

export function useStage(): Stage {
  const stage = use(StageContext)
  if (!stage) throw new Error('useStage needs a StageContext above it')
  return stage
}
