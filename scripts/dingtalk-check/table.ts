/** The findings as a table for a terminal, and below it where to mend what is wrong. */
import type { Finding } from './findings.ts'
import { places, type Place } from './places.ts'

const marks: Record<Finding['state'], string> = { ok: 'ok', wrong: 'WRONG', skipped: '–' }

export function tableOf(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length))
  const lines = findings.map(
    ({ subject, state, seen }) => `${marks[state].padEnd(5)}  ${subject.padEnd(width)}  ${seen}`,
  )
  const toMend = Object.keys(places).flatMap((place) => {
    const subjects = findings.filter((one) => one.place === place).map(({ subject }) => subject)
    if (!subjects.length) return []
    return [`  ${[...new Set(subjects)].join('; ')}:`, `    ${places[place as Place]}`]
  })
  const end = toMend.length ? ['', 'Mend it here:', ...toMend] : ['', 'Nothing is wrong.']
  return [...lines, ...end].join('\n')
}
