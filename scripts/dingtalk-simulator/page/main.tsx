/** Starts the page. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './styles/tokens.css'
import './styles/page.css'
import './styles/top.css'
import './styles/controls.css'
import './styles/parts.css'
import './styles/devices.css'
import './styles/desktop.css'
import './styles/dingtalk.css'
import './styles/workbench.css'
import './styles/identity.css'
import './styles/scanner.css'
import './styles/messages.css'
import './styles/tools.css'
import './styles/drawer.css'
import './styles/faults.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
