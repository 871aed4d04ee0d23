/** Asks a mongod binary for its version, which also shows whether it runs on this machine at all. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The version, such as `6.0.5`; nothing when the binary is missing, lacks a library or is not mongod. */
export async function versionOf(binary: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(binary, ['--version'], { timeout: 20_000 })
    return /^db version v(\d+\.\d+\.\d+\S*)/m.exec(stdout)?.[1]
  } catch {
    return undefined
  }
}
