/** What the global set-up hands to every test file, by `inject`. */

import type { Chromium } from '../../scripts/chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server that only tests use; see `testDatabaseUri`. */
    mongodbUri: string
    /** Only in the browser project. */
    chromium: Chromium
  }
}
