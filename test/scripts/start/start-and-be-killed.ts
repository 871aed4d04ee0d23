/** Starts the stand-in as `npm start` starts its programs, tells its number, and is killed. */
import { tmpdir } from 'node:os'
import { Program } from '../../../scripts/start/program.ts'

new Program({
  name: `stand-in-${process.pid}`,
  file: 'test/scripts/start/stand-in.ts',
  env: { STAND_IN: process.argv[2] ?? '' },
  logs: process.argv[3] ?? tmpdir(),
  say: console.log,
})
console.log('started')
