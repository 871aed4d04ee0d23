/** The last calls that the service made to the simulated DingTalk. */
import { useEffect, useState } from 'react'
import { clearCalls, readCalls } from '../api/client.ts'
import type { Call } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { exactTime, isoTime } from '../parts/time.ts'
import { text } from '../text/all.ts'

const kept = 50
const askEvery = 2000

const isRefused = (call: Call) => call.status >= 400 || Number(call.errcode ?? 0) !== 0

/** Asks only for what is new; calls alone do not change the simulator's state, so nothing else tells of them. */
function useCalls() {
  const [calls, setCalls] = useState<Call[]>([])
  const [failed, setFailed] = useState(false)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let wanted = true
    async function ask() {
      try {
        const fresh = await readCalls(last)
        if (!wanted) return
        last = fresh.reduce((n, call) => Math.max(n, call.n), last)
        if (fresh.length > 0) setCalls((before) => [...before, ...fresh].slice(-kept))
        setFailed(false)
      } catch {
        setFailed(true) // Shown above the list; the next round tries again.
      }
      if (wanted) timer = setTimeout(() => void ask(), askEvery)
    }
    void ask()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [round])
  const startOver = () => {
    setCalls([])
    setRound(round + 1)
  }
  return { calls, failed, startOver }
}

export function Calls() {
  const { calls, failed, startOver } = useCalls()
  const { busy, problem, run } = useAction()
  return (
    <>
      <p className="quiet">{text.calls.explain(kept)}</p>
      <Problem>{problem ?? (failed ? text.calls.failed : null)}</Problem>
      {calls.length === 0 && !failed && <p className="quiet">{text.calls.none}</p>}
      <ol className="calls">
        {calls.toReversed().map((call) => (
          <li key={call.n}>
            <details>
              <summary>
                <span className={isRefused(call) ? 'call-state call-refused' : 'call-state'}>
                  {call.status}
                  {call.errcode ? ` · ${call.errcode}` : ''}
                </span>
                <code>
                  {call.method} {call.path}
                </code>
                <time dateTime={isoTime(call.at)}>{exactTime(call.at)}</time>
              </summary>
              <pre>
                {call.query === undefined ? '' : `${JSON.stringify(call.query, null, 2)}\n`}
                {call.body === undefined ? text.calls.noBody : JSON.stringify(call.body, null, 2)}
              </pre>
            </details>
          </li>
        ))}
      </ol>
      {calls.length > 0 && (
        <button
          type="button"
          className="button button-wide"
          disabled={busy}
          onClick={() =>
            run(async () => {
              await clearCalls()
              startOver()
            }, text.changeFailed)
          }
        >
          {text.calls.clear}
        </button>
      )}
    </>
  )
}
