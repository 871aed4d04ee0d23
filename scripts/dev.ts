/** `npm run dev`: the demonstration of `npm start`, in which what is edited is loaded again. */
import { readCommandLine } from './command-line.ts'
import { runUntilStopped } from './start/run.ts'

readCommandLine(
  `Usage: npm run dev

Starts what "npm start" starts, on the same data, for changing it: an edited file of the service starts the service again,
and an edited file of the mini-app is replaced in the pages that are open. It prints one address, and runs until Ctrl-C.
It takes the environment variables of "npm start" (see npm start -- --help), one of them with a difference:

  PORT  where the mini-app is served, 3000 when not set; the service listens on the port after it

It ends with 0 when it was stopped, 1 when something could not start, and 2 for a wrong command line.
`,
  {},
)

await runUntilStopped({ reloading: true })
