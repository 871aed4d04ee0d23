/** A rule of the visitor's own making. */
import type { SubmitEvent } from 'react'
import { faults, type Rule } from '../api/types.ts'
import { text } from '../text/all.ts'

/** Figures are sent as numbers, everything else as it was typed. */
const valueOf = (typed: string) => (/^-?\d+$/.test(typed) ? Number(typed) : typed)

export function OwnRule({ add, busy }: { add: (rule: Rule) => void; busy: boolean }) {
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const where = String(fields.get('where') ?? '').trim()
    const typed = String(fields.get('value') ?? '').trim()
    const what = faults.find((fault) => fault === fields.get('what'))
    if (!where || !what) return
    add(typed ? { where, what, value: valueOf(typed) } : { where, what })
  }
  return (
    <details className="own-rule">
      <summary>{text.rules.own}</summary>
      <form className="stacked-form" onSubmit={submit}>
        <label>
          {text.rules.where}
          <input name="where" required placeholder="/v1.0/robot/*" autoComplete="off" />
        </label>
        <label>
          {text.rules.what}
          <select name="what">
            {faults.map((fault) => (
              <option key={fault} value={fault}>
                {text.rules.faults[fault]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {text.rules.value}
          <input name="value" placeholder="403" autoComplete="off" />
        </label>
        <button type="submit" className="button" disabled={busy}>
          {text.rules.add}
        </button>
      </form>
    </details>
  )
}
