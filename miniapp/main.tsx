/** Starts the mini-app in the page. */
import './engines/fill-in.ts'
import './engines/flex-gap.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { answers } from './api/answers.ts'
import { ignoreDoubleTaps } from './parts/double-tap.ts'
import { ignoreHeldKeys } from './parts/held-keys.ts'
import './parts/theme.css'
import { Routes } from './routes.tsx'

const root = document.getElementById('root')

ignoreDoubleTaps()
ignoreHeldKeys()
// an engine that is too old has words in its place
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={answers}>
        <Routes />
      </QueryClientProvider>
    </StrictMode>,
  )
}
