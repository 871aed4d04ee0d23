/** Carries a decision out over many people, some at a time, until all have an answer or somebody stops it. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { decideStaff, type BulkOutcome, type BulkVerb } from '../../../../service/staff/contract.ts'
import { call } from '../../../api/client.ts'
import { refreshStaff } from '../settle.ts'

/** People a call: few enough that the bar moves, each some milliseconds. */
const together = 50

export interface Progress {
  total: number
  answers: BulkOutcome[]
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

  async function carryOn(ids: string[], decision: Decision, done: BulkOutcome[]): Promise<void> {
    wanted.current = true
    const answers = [...done]
    const show = (state: Progress['state'], error?: unknown) =>
      setProgress({ total: ids.length, answers: [...answers], state, error })
    show('running')
    try {
      while (answers.length < ids.length && wanted.current) {
        const some = ids.slice(answers.length, answers.length + together)
        const { results } = await call(decideStaff, { body: { ...decision, ids: some } })
        answers.push(...results)
        show('running')
      }
      show(answers.length < ids.length ? 'stopped' : 'over')
    } catch (error) {
      show('broken', error)
    }
    refreshStaff(client)
  }

  return {
    progress,
    /** Begins, or goes on where it broke off. */
    run: (ids: string[], decision: Decision) => carryOn(ids, decision, progress?.answers ?? []),
    stop: () => {
      wanted.current = false
    },
  }
}
