/** Global set-up of the browser project: Chromium unpacked, the pages built as `npm start` builds them. */
import type { TestProject } from 'vitest/node'
import { buildPages } from '../../scripts/start/build.ts'
import { findChromium } from '../../scripts/chromium.ts'

export default async function setUp(project: TestProject): Promise<void> {
  const [chromium] = await Promise.all([
    findChromium(console.log),
    buildPages({ say: console.log }),
  ])
  project.provide('chromium', chromium)
}
