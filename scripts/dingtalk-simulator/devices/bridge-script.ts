/** Puts the bridge script together: the browser-side files without their types, each in a scope of its own, after what they must know of the device. */
import { readFile } from 'node:fs/promises'

const files = [
  'device.ts',
  'chooser.ts',
  'calls.ts',
  'window.ts',
  'android.ts',
  'desktop.ts',
  'browser.ts',
  'camera.ts',
]

let parts: Promise<string> | undefined

/** The script for a device; `facts` is what it must know before any other script runs. */
export async function bridgeScript(facts: unknown) {
  parts ??= build()
  return `globalThis.__simulatedDevice = { facts: ${JSON.stringify(facts)} };\n${await parts}`
}

async function build() {
  // Loaded on first use: the simulator itself starts without it.
  const { transformWithOxc } = await import('vite')
  const scripts = await Promise.all(
    files.map(async (file) => {
      const url = new URL(`bridge/${file}`, import.meta.url)
      const { code } = await transformWithOxc(await readFile(url, 'utf8'), file)
      return `;(() => {\n${code}\n})();`
    }),
  )
  return scripts.join('\n')
}
