/** Makes the simulated DingTalk misbehave, and stops it again. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { addRule, clearRules, removeRule } from '../api/client.ts'
import type { Rule } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'
import { OwnRule } from './own-rule.tsx'
import { presetGroups, ruleOf } from './presets.ts'

export function Misbehaviour() {
  const { state } = useSimulator()
  const rules = state.misbehaviour
  const { busy, problem, run } = useAction()
  const [once, setOnce] = useState(true)
  const add = (rule: Rule) =>
    run(async () => {
      await addRule(once ? { ...rule, times: 1 } : rule)
    }, text.changeFailed)
  const remove = (rule: Rule) =>
    run(async () => {
      if (rule.id) await removeRule(rule.id)
    }, text.changeFailed)

  return (
    <>
      <p className="quiet">{text.rules.explain}</p>
      <fieldset className="segments">
        <legend className="unseen">{text.rules.howOften}</legend>
        <label>
          <input type="radio" name="times" checked={once} onChange={() => setOnce(true)} />
          <span>{text.rules.once}</span>
        </label>
        <label>
          <input type="radio" name="times" checked={!once} onChange={() => setOnce(false)} />
          <span>{text.rules.untilOff}</span>
        </label>
      </fieldset>
      <Problem>{problem}</Problem>
      {presetGroups.map(({ name, presets }, index) => (
        <details className="preset-group" key={name} open={index === 0}>
          <summary>{name}</summary>
          <ul className="presets">
            {presets.map((preset) => {
              const active = ruleOf(preset, rules)
              return (
                <li key={preset.id}>
                  <button
                    type="button"
                    role="switch"
                    aria-checked={active !== undefined}
                    className="preset"
                    disabled={busy}
                    onClick={() => (active ? remove(active) : add({ ...preset.rule }))}
                  >
                    <span>
                      {preset.name}
                      <small>{preset.effect}</small>
                    </span>
                    <span className="switch" aria-hidden="true" />
                  </button>
                </li>
              )
            })}
          </ul>
        </details>
      ))}
      <OwnRule add={add} busy={busy} />
      <h3>{text.rules.active(rules.length)}</h3>
      {rules.length === 0 ? (
        <p className="quiet">{text.rules.none}</p>
      ) : (
        <ul className="rules">
          {rules.map((rule) => (
            <li key={rule.id ?? `${rule.where} ${rule.what}`}>
              <span>
                <code>{rule.where}</code>
                <small>{text.rules.describe(rule)}</small>
              </span>
              <button
                type="button"
                className="tool"
                aria-label={text.rules.remove}
                title={text.rules.remove}
                disabled={busy}
                onClick={() => remove(rule)}
              >
                <Trash2 size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {rules.length > 0 && (
        <button
          type="button"
          className="button button-wide"
          disabled={busy}
          onClick={() =>
            run(async () => {
              await clearRules()
            }, text.changeFailed)
          }
        >
          {text.rules.clear}
        </button>
      )}
    </>
  )
}
