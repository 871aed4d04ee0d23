/** Every command of `npm run admin`, in the order of its help. */
import type { Command } from './command.ts'
import { codesIssue } from './commands/codes-issue.ts'
import { codesRetire } from './commands/codes-retire.ts'
import { contactErase } from './commands/contact-erase.ts'
import { databaseCheck } from './commands/database-check.ts'
import { isoCreate } from './commands/iso-create.ts'
import { keysCheck } from './commands/keys-check.ts'
import { keysForget } from './commands/keys-forget.ts'
import { operatorAdd } from './commands/operator-add.ts'
import { operatorRestrict } from './commands/operator-restrict.ts'
import { operatorResetPassword } from './commands/operator-reset-password.ts'
import { personErase } from './commands/person-erase.ts'
import { personExport } from './commands/person-export.ts'
import { platformCreate } from './commands/platform-create.ts'

export const commands: readonly Command[] = [
  platformCreate,
  isoCreate,
  operatorAdd,
  operatorRestrict,
  operatorResetPassword,
  codesIssue,
  codesRetire,
  personExport,
  personErase,
  contactErase,
  keysCheck,
  keysForget,
  databaseCheck,
]
