/** Starts the mini-app in the page. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { answers } from './api/answers.ts'
import { ignoreDoubleTaps } from './parts/double-tap.ts'
import { ignoreHeldKeys } from './parts/held-keys.ts'
import './parts/theme.css'
import { Routes } from './routes.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the app')

ignoreDoubleTaps()
ignoreHeldKeys()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <Routes />
    </QueryClientProvider>
  </StrictMode>,
)
