/**
 * Calls programs with a command line, one after the other in this process, because each loads the service and that takes
 * longest. Each ends where it would end its own process. Prints what each said and ended with, as JSON.
 */
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'

export interface Call {
  file: string
  args: string[]
}

export interface Ended {
  out: string
  err: string
  code: number | undefined
}

class ProgramEnd extends Error {}

const ended: Ended[] = []
const say = console.log
for (const [number, { file, args }] of (JSON.parse(process.argv[2] ?? '[]') as Call[]).entries()) {
  const one: Ended = { out: '', err: '', code: undefined }
  console.log = (...words) => void (one.out += `${format(...words)}\n`)
  console.error = (...words) => void (one.err += `${format(...words)}\n`)
  process.exit = (code) => {
    one.code = Number(code)
    throw new ProgramEnd()
  }
  process.argv = [process.execPath, file, ...args]
  process.exitCode = undefined
  try {
    // the number: a program that was loaded before begins again
    await import(`${pathToFileURL(file).href}?${number}`)
    one.code = Number(process.exitCode ?? 0)
  } catch (error) {
    if (!(error instanceof ProgramEnd)) one.err += String(error)
  }
  ended.push(one)
}
say(JSON.stringify(ended))
process.exitCode = 0
