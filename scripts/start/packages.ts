/** Looks whether the packages are there that the demonstration needs beyond those of the service. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { StartRefused } from './settings.ts'

const root = join(import.meta.dirname, '../..')

/** @throws StartRefused where packages were installed for production only */
export function checkPackages(): void {
  if (existsSync(join(root, 'node_modules/vite'))) return
  throw new StartRefused(
    'Packages that "npm start" needs are not installed: with --omit=dev or NODE_ENV=production npm installs those of ' +
      'the service only. Run: npm ci --include=dev',
  )
}
