/** What the visitor has chosen to see, kept in the address's hash so that it survives a reload and can be shared. */
import { useCallback, useEffect, useState } from 'react'

export interface Choice {
  /** Ids of the people shown; null follows the guide. */
  people: string[] | null
  /** 1–5; null means the first step that is not done. */
  step: number | null
  /** Whose device fills the stage. */
  fill: string | null
  guide: boolean
}

export function readChoice(hash: string): Choice {
  const fields = new URLSearchParams(hash.replace(/^#/, ''))
  const people = fields.get('people')
  const step = Number(fields.get('step'))
  return {
    people: people === null ? null : people.split(',').filter(Boolean),
    step: Number.isInteger(step) && step >= 1 && step <= 5 ? step : null,
    fill: fields.get('fill'),
    guide: fields.get('guide') !== 'off',
  }
}

export function writeChoice(choice: Choice): string {
  const fields: string[] = []
  if (choice.people) fields.push(`people=${choice.people.map(encodeURIComponent).join(',')}`)
  if (choice.step) fields.push(`step=${choice.step}`)
  if (choice.fill) fields.push(`fill=${encodeURIComponent(choice.fill)}`)
  if (!choice.guide) fields.push('guide=off')
  return fields.join('&')
}

export function useChoice(): [Choice, (change: Partial<Choice>) => void] {
  const [choice, setChoice] = useState(() => readChoice(location.hash))
  useEffect(() => {
    const reread = () => setChoice(readChoice(location.hash))
    addEventListener('hashchange', reread)
    return () => removeEventListener('hashchange', reread)
  }, [])
  const choose = useCallback((change: Partial<Choice>) => {
    const next = { ...readChoice(location.hash), ...change }
    history.replaceState(null, '', `${location.pathname}${location.search}#${writeChoice(next)}`)
    setChoice(next)
  }, [])
  return [choice, choose]
}
