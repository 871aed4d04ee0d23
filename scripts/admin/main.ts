/** `npm run admin -- <command>`: what an operator does at the console of the machine; `-- --help` lists the commands. */
import { commands } from './command-list.ts'
import { runAdmin } from './run.ts'

process.exitCode = await runAdmin(process.argv.slice(2), commands, {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
})
