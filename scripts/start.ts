/** `npm start`: MongoDB, the simulated DingTalk, demo data and the service, until Ctrl-C. */
import { readCommandLine } from './command-line.ts'
import { runUntilStopped } from './start/run.ts'

readCommandLine(
  `Usage: npm start

Starts the demonstration: MongoDB, a simulated DingTalk with its people, and the service. It prints one address, and runs
until Ctrl-C. Settings are environment variables:

  PORT                   where the service listens, 3000 when not set
  SIMULATOR_PORT         where the simulated DingTalk is, 3100 when not set; the ports after it are its devices
  PUBLIC_URL             where browsers find the service, http://localhost:<PORT> when not set
  DINGTALK_EVENTS        how events come: stream or callback; stream when not set
  DATA_DIR               where everything is kept, .data when not set
  MONGODB_URI            a MongoDB of yours, a replica set, instead of its own
  MONGOMS_SYSTEM_BINARY  the path of a MongoDB server to use for its own

It ends with 0 when it was stopped, 1 when something could not start or ended by itself, and 2 for a wrong command line.
`,
  {},
)

await runUntilStopped({ reloading: false })
