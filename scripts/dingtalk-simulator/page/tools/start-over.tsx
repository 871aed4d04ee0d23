/** Puts the simulated DingTalk back to its beginning; asks first, because nothing brings the rest back. */
import { useState } from 'react'
import { resetSimulator } from '../api/client.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'

export function StartOver() {
  const { busy, problem, run } = useAction()
  const [asking, setAsking] = useState(false)
  return (
    <section className="start-over">
      <h3>{text.startOver.title}</h3>
      <p className="quiet">{text.startOver.explain}</p>
      <Problem>{problem}</Problem>
      {asking ? (
        <div className="card-buttons">
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {text.startOver.keep}
          </button>
          <button
            type="button"
            className="button button-danger"
            disabled={busy}
            onClick={() =>
              run(async () => {
                await resetSimulator()
                setAsking(false)
              }, text.changeFailed)
            }
          >
            {text.startOver.confirm}
          </button>
        </div>
      ) : (
        <button type="button" className="button button-wide" onClick={() => setAsking(true)}>
          {text.startOver.start}
        </button>
      )}
    </section>
  )
}
