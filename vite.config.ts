/** Builds the mini-app into dist/miniapp, from where the service serves it; serves it itself for `npm run dev`. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { buildTargets } from './scripts/engines/minimum-versions.ts'
import { olderStyles } from './scripts/engines/older-styles.ts'
import { tooOld } from './scripts/engines/too-old.ts'

const squeeze = promisify(brotliCompress)
/** Nearly as small as 11, in a tenth of the time. */
const quality = 9
/** Bytes from which on it is worth it. */
const smallest = 1024

/** Writes a `.br` beside each text file, once and thoroughly, so that the service need not at each request. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && /\.(js|css|svg)$/.test(entry.name))
      await Promise.all(
        files.map(async ({ parentPath, name }) => {
          const path = join(parentPath, name)
          const bytes = await readFile(path)
          if (bytes.length < smallest) return
          const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
          await writeFile(`${path}.br`, await squeeze(bytes, { params }))
        }),
      )
    },
  }
}

const service = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`
/** What the service answers; files of the mini-app stand at `/api/…` and `/dingtalk/…` too. */
const served =
  '^/(api/v1/|(dingtalk/(callback|robot|card)|docs|openapi\\.json|healthz|readyz|metrics)(/|\\?|$))'

export default defineConfig({
  root: join(import.meta.dirname, 'miniapp'),
  plugins: [react(), tooOld(), precompress()],
  css: { postcss: { plugins: [olderStyles as never] } },
  build: {
    outDir: join(import.meta.dirname, 'dist/miniapp'),
    emptyOutDir: true,
    target: buildTargets,
    // A data: address would need an exception in the page's content security policy.
    assetsInlineLimit: 0,
    // antd is one large lazy chunk of the console; phones never load it.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // A file of its own comes first of all: the files that others are in run before the page's own.
        codeSplitting: {
          groups: [{ name: 'fill-in', test: /engines\/fill-in\.ts$/, priority: 1 }],
        },
      },
    },
  },
  server: { proxy: { [served]: service } },
})
