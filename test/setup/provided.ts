/** What the global set-up hands to every test file, by `inject`. */

/** A Chromium that runs here. */
export interface Chromium {
  path: string
  /** Added to the environment it is launched with; empty where the system has all libraries. */
  env: Record<string, string>
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A server that only tests use; see `testDatabaseUri`. */
    mongodbUri: string
    /** Only in the browser project. */
    chromium: Chromium
  }
}
