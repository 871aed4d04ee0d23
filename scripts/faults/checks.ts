/** What makes a run differ from what the service promises, as pure functions: each returns its findings in words. */

/** How often each answer was given: a status, `503 without Retry-After`, or `none` for a broken connection. */
export type AnswerCounts = ReadonlyMap<string, number>

export const unavailable = '503'
export const noAnswer = 'none'
export const withoutRetryAfter = ' without Retry-After'

/** Milliseconds within which a request is refused while MongoDB is away. */
export const refusalGoal = 2_000

/** Milliseconds that a process of this busy machine may be late to read an answer. */
const readingDelay = 200

/** Visits that must be begun and acknowledged once the fault is over: fewer mean that the service has not recovered. */
const fewestAfterFault = 10

/**
 * Only a 503 that says when to come back is an expected failure of the service.
 * @param brokenConnections whether the run itself breaks them, by killing instances
 */
export function checkAnswers(answers: AnswerCounts, brokenConnections = false): string[] {
  return [...answers].flatMap(([answer, count]) => {
    if (answer === noAnswer) return brokenConnections ? [] : [`${count} requests without an answer`]
    const isFault = answer.startsWith('5') && answer !== unavailable
    return isFault ? [`${count} answers ${answer}`] : []
  })
}

export interface VisitCounts {
  begun: number
  /** Sent in and decided, both acknowledged. */
  acknowledged: number
  /** How many of the acknowledged ones were so after the fault had ended; undefined in a run without a fault. */
  afterFault?: number
  /** Final answers other than success. */
  refused: readonly string[]
}

/** Clients retry until the end, so everything that was begun must be acknowledged in the end. */
export function checkVisits({ begun, acknowledged, afterFault, refused }: VisitCounts): string[] {
  const missing = begun - acknowledged - refused.length
  return [
    ...(refused.length
      ? [`${refused.length} requests refused (${[...new Set(refused)].join(', ')})`]
      : []),
    ...(missing > 0 ? [`${missing} of ${begun} visits not acknowledged`] : []),
    ...(afterFault !== undefined && afterFault < fewestAfterFault
      ? [`${afterFault} visits acknowledged after the fault, fewer than ${fewestAfterFault}`]
      : []),
  ]
}

/** @param slowest milliseconds from a request to its 503 */
export function checkRefusals(count: number, slowest: number, atLeast = 0): string[] {
  if (count < atLeast) return [`${count} requests refused with 503, fewer than ${atLeast}`]
  return slowest > refusalGoal + readingDelay
    ? [`slowest refusal ${slowest.toFixed(0)} ms, more than ${refusalGoal}`]
    : []
}

export function checkStepDowns(done: number, wanted: number): string[] {
  return done < wanted ? [`only ${done} of ${wanted} step-downs during the traffic`] : []
}

export function checkPhotos(begun: number, acknowledged: number, atLeast: number): string[] {
  return [
    ...(begun < atLeast ? [`${begun} photos sent, fewer than ${atLeast}`] : []),
    ...(acknowledged < begun ? [`${begun - acknowledged} photos not acknowledged`] : []),
  ]
}

/**
 * @param lines what the instances logged as errors
 * @param expected beginnings of the lines that the fault explains
 */
export function checkErrorLines(lines: readonly string[], expected: readonly string[]): string[] {
  const unexplained = lines.filter((line) => expected.every((start) => !line.startsWith(start)))
  return unexplained.length
    ? [`${unexplained.length} unexpected error lines (${[...new Set(unexplained)].join('; ')})`]
    : []
}

/** Part of the visits that were due while uploads were held, and must have been acknowledged by then. */
const leastServed = 0.8

export function checkServedMeanwhile(due: number, acknowledged: number): string[] {
  return acknowledged < due * leastServed
    ? [`only ${acknowledged} of ${due} visits acknowledged while the uploads were held`]
    : []
}
