/** All stored rows that need a key of SESSION_KEYS or SECRET_KEYS; a test finds models that are missing here. */
import { sessionKeyHolder, unnamedSessionKeyHolder } from './accounts/actions/key-holder.ts'
import type { KeyHolder } from './database/key-use.ts'
import { testAccountKeyHolder } from './test-accounts/actions/key-holder.ts'

export const keyHolders: readonly KeyHolder[] = [
  sessionKeyHolder,
  unnamedSessionKeyHolder,
  testAccountKeyHolder,
]
