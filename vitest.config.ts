/** How tests run: service (Node) and browser (Chromium), one MongoDB server, one database a file. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/setup/mongod.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'service',
          include: ['test/{service,scripts,structure,setup}/**/*.test.ts'],
          setupFiles: ['test/setup/network.ts'],
          testTimeout: 10_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          globalSetup: ['test/setup/browser.ts'],
          setupFiles: ['test/setup/network.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
