/** What can be made to happen to the service at this moment. */
import { ban, endStream, expireTokens, liftBan } from '../api/client.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'

const tools: { name: string; work: () => Promise<unknown> }[] = [
  { name: text.atOnce.tokens, work: expireTokens },
  { name: text.atOnce.disconnect, work: () => endStream(false) },
  { name: text.atOnce.cut, work: () => endStream(true) },
  { name: text.atOnce.ban, work: ban },
  { name: text.atOnce.liftBan, work: liftBan },
]

export function AtOnce() {
  const { busy, problem, run } = useAction()
  return (
    <section>
      <h3>{text.atOnce.title}</h3>
      <Problem>{problem}</Problem>
      <div className="at-once stacked-form">
        {tools.map(({ name, work }) => (
          <button
            key={name}
            type="button"
            className="button"
            disabled={busy}
            onClick={() => run(async () => void (await work()), text.changeFailed)}
          >
            {name}
          </button>
        ))}
      </div>
    </section>
  )
}
