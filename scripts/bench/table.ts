/** The figures as a table for people. */
import type { Outcome } from './rounds.ts'

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

// prettier-ignore
const head = ['job', 'ratio', 'min', 'max', 'goal', 'service/s', 'bare/s', 'service µs', 'bare µs', 'rounds']

function row({ job, ratios, service, bare }: Outcome): string[] {
  const ratio = (value: number) => value.toFixed(2)
  const whole = (values: number[]) => Math.round(median(values)).toLocaleString('en')
  return [
    job.name,
    ratio(median(ratios)),
    ratio(Math.min(...ratios)),
    ratio(Math.max(...ratios)),
    ratio(job.goal),
    whole(service.perSecond),
    whole(bare.perSecond),
    whole(service.cost),
    whole(bare.cost),
    String(ratios.length),
  ]
}

export function tableOf(outcomes: Outcome[]): string {
  const rows = [head, ...outcomes.map(row)]
  const widths = head.map((_, at) => Math.max(...rows.map((cells) => cells[at]!.length)))
  return rows
    .map((cells) =>
      cells
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  '),
    )
    .join('\n')
}
