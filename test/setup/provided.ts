/** What the global set-up hands to every test file, by `inject`. */

import type { Chromium } from '../../scripts/chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server that only tests use; see `testDatabaseUri`. */
    mongodbUri: string
    /** Name of the database of this run that holds the demo data, once a test file has needed them. */
    demonstration: string
    /** Only in the browser project. */
    chromium: Chromium
  }
}
