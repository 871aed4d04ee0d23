/** Builds the page of the simulated DingTalk into dist/simulator, from where the simulator serves it. */
import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const here = import.meta.dirname
const simulator = `http://127.0.0.1:${process.env['SIMULATOR_PORT'] ?? '3100'}`

export default defineConfig({
  root: here,
  base: './',
  plugins: [react()],
  build: {
    outDir: join(here, '../../../dist/simulator'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: address would need an exception in the page's content security policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/simulator': simulator } },
})
