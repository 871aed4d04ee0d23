/** Runs one thing at a time for a control and keeps whether it is under way or has failed. */
import { useState } from 'react'

export interface Action {
  busy: boolean
  /** What to tell the person; null when all is well. */
  problem: string | null
  /** `work` answers what to tell the person, or nothing; `failed` is told when it throws. */
  run: (work: () => Promise<string | void>, failed: string) => void
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function attempt(work: () => Promise<string | void>, failed: string) {
    setBusy(true)
    setProblem(null)
    try {
      setProblem((await work()) ?? null)
    } catch {
      setProblem(failed) // The simulator's refusals carry no more than their status.
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run: (work, failed) => void attempt(work, failed) }
}
