/** How tests run: service (Node) and browser (Chromium), one MongoDB server, one database a file. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * What Node has compiled of a file is kept for the next process: workers are processes, and many tests start programs.
 * Loading the whole service takes half the processor time then.
 */
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'partner-workspace-compiled')

/** Files with a process of their own: they change what belongs to a process, or are about starting and ending. */
const alone = [
  'test/scripts/*.test.ts',
  'test/scripts/!(dingtalk-simulator)/**/*.test.ts',
  'test/service/*.test.ts',
  'test/service/{database,dingtalk,releases}/**/*.test.ts',
  'test/setup/**/*.test.ts',
]

/** Patience costs nothing where things happen, and a busy machine is no fault. */
const poll = { timeout: 20_000 }

export default defineConfig({
  test: {
    globalSetup: ['test/setup/mongod.ts'],
    // they wait for clocks and the disk more than they compute: two processors carry three
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'alone',
          include: alone,
          setupFiles: ['test/setup/network.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll },
        },
      },
      {
        test: {
          name: 'service',
          include: ['test/{service,miniapp,scripts,structure,setup}/**/*.test.ts'],
          exclude: alone,
          isolate: false,
          setupFiles: ['test/setup/shared-process.ts', 'test/setup/network.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          globalSetup: ['test/setup/browser.ts'],
          setupFiles: ['test/setup/network.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll },
        },
      },
    ],
  },
})
