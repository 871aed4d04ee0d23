/**
 * Runs a program under `node --watch`, which starts it again whenever a file of it has changed. Node's watcher does not end
 * with its parent; this ends it.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../..', process.argv[2] ?? '')
const watcher = spawn(process.execPath, ['--watch', '--watch-preserve-output', program], {
  stdio: 'inherit',
})
process.on('SIGTERM', () => watcher.kill('SIGTERM'))
watcher.once('exit', (code) => process.exit(code ?? 1))
