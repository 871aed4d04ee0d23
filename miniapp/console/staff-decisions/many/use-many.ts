/** Carries a decision out over many people, some at a time, until all have an answer or it is stopped. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import {
  decideStaff,
  type BulkOutcome,
  type BulkVerb,
} from '../../../../service/staff/contract/many.ts'
import { call } from '../../../api/client.ts'
import { refreshStaff } from '../settle.ts'

/** People a call: few enough that the bar moves, each some milliseconds. */
const together = 50

export interface Progress {
  total: number
  answers: BulkOutcome[]
  /** When the last of them were sent, by the clock of this device. */
  at: number
  /** `broken`: the service was not reached or refused; what is left can be tried again. */
  state: 'running' | 'stopped' | 'broken' | 'over'
  error?: unknown
}

interface Decision {
  verb: BulkVerb
  rejection?: { reason: string; note: string } | undefined
}

export function useMany() {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress>()
  const wanted = useRef(true)

  async function carryOn(
    ids: string[],
    decision: Decision,
    done: BulkOutcome[],
  ): Promise<Progress> {
    wanted.current = true
    const answers = [...done]
    let at = Date.now()
    const show = (state: Progress['state'], error?: unknown) => {
      const now = { total: ids.length, answers: [...answers], at, state, error }
      setProgress(now)
      return now
    }
    show('running')
    let end: Progress
    try {
      while (answers.length < ids.length && wanted.current) {
        const some = ids.slice(answers.length, answers.length + together)
        at = Date.now()
        const { results } = await call(decideStaff, { body: { ...decision, ids: some } })
        answers.push(...results)
        show('running')
      }
      end = show(answers.length < ids.length ? 'stopped' : 'over')
    } catch (error) {
      end = show('broken', error)
    }
    refreshStaff(client)
    return end
  }

  return {
    progress,
    /** Begins, or goes on where it broke off. @returns what came of it */
    run: (ids: string[], decision: Decision) => carryOn(ids, decision, progress?.answers ?? []),
    stop: () => {
      wanted.current = false
    },
  }
}
