/** Opens the real Chromium that the global set-up has made ready. */
import { chromium, type Browser } from 'playwright-core'
import { inject } from 'vitest'
import { chromiumArguments } from '../../scripts/chromium.ts'

/** About 0.3 s; the caller closes it. Pages in it reach this machine only. */
export function openBrowser(): Promise<Browser> {
  const { path, env } = inject('chromium')
  const withOurs = { ...process.env, ...env } as Record<string, string>
  return chromium.launch({ executablePath: path, args: chromiumArguments, env: withOurs })
}
