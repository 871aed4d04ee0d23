/** A reporter of vitest that writes down how many errors belong to no test: the JSON report does not have them. */
import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** Names the file to write to. */
export const variable = 'UNHANDLED_ERRORS_FILE'

export default class implements Reporter {
  onTestRunEnd(_: unknown, errors: readonly unknown[]): void {
    const file = process.env[variable]
    if (file) writeFileSync(file, String(errors.length))
  }
}
