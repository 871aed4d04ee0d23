/** Structured logs: one line of JSON each, with ids but never with secrets or personal data. */
import { pino } from 'pino'

/** Fields that are blanked at every level of a line; what is to be read has another name, such as `errorCode`. */
export const secretNames = [
  'password',
  'secret',
  'token',
  'code',
  'mobile',
  'phone',
  'email',
  'name',
  'authorization',
  'cookie',
  'ticket',
]

/** The lines of requests wait for each other, so many characters and milliseconds; every other line goes at once. */
const standardOutput = pino.destination({
  dest: 1,
  sync: true,
  minLength: 16_000,
  periodicFlush: 100,
})

// not flushSync: on a pipe that nothing reads any more it would try for ever
process.on('exit', () => standardOutput.flush())

const output = {
  write(line: string): void {
    standardOutput.write(line)
    standardOutput.flush()
  },
}

export const log = pino(
  {
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[removed]',
    },
  },
  output,
)

/**
 * The line that every request leaves, in the form of pino's. Its fields are all of our own making: to search them for
 * secrets costs four times what writing them does, and to write each line by itself more than all the rest of it.
 */
export function logRequest(fields: Record<string, unknown>): void {
  if (!log.isLevelEnabled('info')) return
  const rest = JSON.stringify({ ...fields, msg: 'request' }).slice(1)
  standardOutput.write(`{"level":30${pino.stdTimeFunctions.isoTime()},${rest}\n`)
}

/**
 * What may be said of an error in a log: its kind, code and stack, never the message,
 * which can quote what a person typed or a URL with a token in it.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown }
  return {
    kind: error.name,
    errorCode: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    status: typeof statusCode === 'number' ? statusCode : undefined,
    at: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8)
      .map((line) => line.trim()),
  }
}
