/** Every command of `npm run admin`, in the order of its help. */
import type { Command } from './command.ts'
import { databaseCheck } from './commands/database-check.ts'
import { keysCheck } from './commands/keys-check.ts'

export const commands: readonly Command[] = [keysCheck, databaseCheck]
