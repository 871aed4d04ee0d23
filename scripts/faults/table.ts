/** The table of all runs, for people to read. */
import { differences, type Ledger } from './ledger.ts'

export interface Outcome {
  name: string
  seconds: number
  /** None where the run could not be made or broke off. */
  ledger?: Ledger
  /** Goals that were missed. */
  missed: string[]
  /** Why this machine could not arrange the fault. */
  notPossible?: string
  /** Why the run broke off. */
  broken?: string
}

/** In words; `ok` only when everything that was acknowledged is there once and every goal was reached. */
export function verdictOf({ ledger, missed, notPossible, broken }: Outcome): string {
  if (notPossible) return `NOT POSSIBLE: ${notPossible}`
  if (broken) return `BROKEN OFF: ${broken.split('\n')[0]}`
  const wrong = [...(ledger ? differences(ledger) : ['nothing was counted']), ...missed]
  return wrong.length ? `WRONG: ${wrong.join('; ')}` : 'ok'
}

const heads = [
  'run',
  'acknowledged',
  'stored',
  'events',
  'notifications',
  'doubled',
  'photos',
  'readable',
  'seconds',
  'outcome',
]

const figure = (value: number | undefined) => (value === undefined ? '-' : String(value))

export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { name, seconds, ledger } = outcome
    return [
      name,
      figure(ledger?.acknowledged),
      figure(ledger?.stored),
      figure(ledger?.events),
      figure(ledger?.notifications),
      figure(ledger?.doubled),
      figure(ledger?.photos?.acknowledged),
      figure(ledger?.photos?.readable),
      seconds.toFixed(0),
      verdictOf(outcome),
    ]
  })
  const all = [heads, ...rows]
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
