/** Words of the staff workspace, one file a part of it. */
import { phoneNumbers } from './phone-numbers.ts'
import { policies } from './policies.ts'
import { preferences } from './preferences.ts'
import { credentials } from './workspace/credentials.ts'
import { home } from './workspace/home.ts'
import { join } from './workspace/join.ts'
import { myIsos } from './workspace/my-isos.ts'
import { policy } from './workspace/policy.ts'
import { results } from './workspace/results.ts'
import { storage } from './workspace/storage.ts'
import { tasks } from './workspace/tasks.ts'
import { visit } from './workspace/visit.ts'

export const workspace = {
  ...home,
  ...join,
  ...visit,
  ...myIsos,
  ...policy,
  ...results,
  ...storage,
  ...tasks,
  ...credentials,
  ...phoneNumbers,
  ...policies,
  ...preferences,
}
