/** The findings as a table for a terminal, and below it where to mend what is wrong. */
import type { Finding } from './findings.ts'
import { places, type Place } from './places.ts'

const marks: Record<Finding['state'], string> = {
  ok: 'ok',
  wrong: 'WRONG',
  skipped: '–',
  compare: '?',
}

/** Each menu once, with what is to be done there. */
function byPlace(findings: Finding[], state: Finding['state']): string[] {
  return Object.keys(places).flatMap((place) => {
    const subjects = findings
      .filter((one) => one.place === place && one.state === state)
      .map(({ subject }) => subject)
    if (!subjects.length) return []
    return [`  ${[...new Set(subjects)].join('; ')}:`, `    ${places[place as Place]}`]
  })
}

export function tableOf(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length))
  const lines = findings.map(
    ({ subject, state, seen }) => `${marks[state].padEnd(5)}  ${subject.padEnd(width)}  ${seen}`,
  )
  const toMend = byPlace(findings, 'wrong')
  const toCompare = byPlace(findings, 'compare')
  return [
    ...lines,
    '',
    ...(toMend.length ? ['Mend it here:', ...toMend] : ['Nothing that can be seen is wrong.']),
    ...(toCompare.length ? ['', 'DingTalk does not tell; compare by eye:', ...toCompare] : []),
  ].join('\n')
}
