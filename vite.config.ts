/** Builds the mini-app (staff workspace and console) into dist/miniapp, from where the service serves it. */
import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const service = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  root: join(import.meta.dirname, 'miniapp'),
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'dist/miniapp'),
    emptyOutDir: true,
    // Web views of phones that are some years old.
    target: ['chrome87', 'safari14'],
    // A data: address would need an exception in the page's content security policy.
    assetsInlineLimit: 0,
    // antd is one large lazy chunk of the console; phones never load it.
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': service } },
})
